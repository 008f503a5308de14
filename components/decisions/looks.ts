import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import type { DecisionStatus } from '#lib/documents/words.ts'

interface Look {
  readonly tone: Tone
  readonly shape: StatusShape
}

export const statusLooks: Record<DecisionStatus, Look> = {
  proposed: { tone: 'info', shape: 'clock' },
  accepted: { tone: 'ok', shape: 'check' },
  rejected: { tone: 'bad', shape: 'cross' },
  deprecated: { tone: 'unknown', shape: 'dash' },
  superseded: { tone: 'unknown', shape: 'slash' },
}
