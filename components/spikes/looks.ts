import type { StatusLook } from '#components/ui/status-icon.tsx'
import type { RunState, RunStepState, SpikeState } from '#lib/spikes/words.ts'

export const spikeLooks: Record<SpikeState, StatusLook> = {
  planned: { tone: 'info', shape: 'clock' },
  active: { tone: 'info', shape: 'progress' },
  finished: { tone: 'ok', shape: 'check' },
  abandoned: { tone: 'unknown', shape: 'slash' },
}

export const runLooks: Record<RunState, StatusLook> = {
  queued: { tone: 'info', shape: 'clock' },
  running: { tone: 'info', shape: 'progress' },
  waiting: { tone: 'warn', shape: 'pause' },
  passed: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  inconclusive: { tone: 'unknown', shape: 'question' },
  cancelled: { tone: 'unknown', shape: 'slash' },
}

export const stepLooks: Record<RunStepState, StatusLook> = {
  pending: { tone: 'unknown', shape: 'dash' },
  running: { tone: 'info', shape: 'progress' },
  waiting: { tone: 'warn', shape: 'pause' },
  passed: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  skipped: { tone: 'unknown', shape: 'slash' },
  unknown: { tone: 'unknown', shape: 'question' },
}

/** How a comparison stands: kept, broken, or not known. */
export function toHoldsLook(holds: boolean | null): StatusLook {
  if (holds === null) return { tone: 'unknown', shape: 'question' }
  return holds ? { tone: 'ok', shape: 'check' } : { tone: 'bad', shape: 'cross' }
}
