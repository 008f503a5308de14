import type { StatusLook } from '#components/ui/status-icon.tsx'
import type { DecisionStatus } from '#lib/documents/words.ts'

export const statusLooks: Record<DecisionStatus, StatusLook> = {
  proposed: { tone: 'info', shape: 'clock' },
  accepted: { tone: 'ok', shape: 'check' },
  rejected: { tone: 'bad', shape: 'cross' },
  deprecated: { tone: 'unknown', shape: 'dash' },
  superseded: { tone: 'unknown', shape: 'slash' },
}
