import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import type { FactVerdict, Presence } from '#lib/configuration/vocabulary.ts'

interface Look {
  readonly tone: Tone
  readonly shape: StatusShape
}

export const presenceLooks: Record<Presence, Look> = {
  present: { tone: 'ok', shape: 'check' },
  absent: { tone: 'unknown', shape: 'dash' },
  unknown: { tone: 'unknown', shape: 'question' },
}

export const verdictLooks: Record<FactVerdict, Look> = {
  good: { tone: 'ok', shape: 'check' },
  bad: { tone: 'warn', shape: 'triangle' },
  stated: { tone: 'info', shape: 'dash' },
  unknown: { tone: 'unknown', shape: 'question' },
}
