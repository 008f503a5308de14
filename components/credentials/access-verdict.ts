import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import type { AccessEntryDto } from '#lib/credentials/types.ts'

/** What one word says about the access of the portal to one source. */
export type AccessVerdict = 'granted' | 'denied' | 'uncertain' | 'stale' | 'failed' | 'never'

/** The worst of what is known; never `granted` unless every right was confirmed lately. */
export function toVerdict({ report, failure, isStale }: AccessEntryDto): AccessVerdict {
  if (failure) return 'failed'
  if (!report) return 'never'
  if (isStale) return 'stale'
  if (report.checks.some(({ state }) => state === 'denied')) return 'denied'
  const areAllGranted = report.checks.every(({ state }) => state === 'granted')
  return areAllGranted && report.checks.length > 0 ? 'granted' : 'uncertain'
}

interface Look {
  readonly tone: Tone
  readonly shape: StatusShape
}

export const verdictLooks: Readonly<Record<AccessVerdict, Look>> = {
  granted: { tone: 'ok', shape: 'check' },
  denied: { tone: 'bad', shape: 'cross' },
  uncertain: { tone: 'unknown', shape: 'question' },
  stale: { tone: 'unknown', shape: 'clock' },
  failed: { tone: 'warn', shape: 'triangle' },
  never: { tone: 'unknown', shape: 'dash' },
}

export const checkLooks: Readonly<Record<'granted' | 'denied' | 'unknown', Look>> = {
  granted: { tone: 'ok', shape: 'check' },
  denied: { tone: 'bad', shape: 'cross' },
  unknown: { tone: 'unknown', shape: 'question' },
}
