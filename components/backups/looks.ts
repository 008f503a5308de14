import type { StatusLook } from '#components/ui/status-icon.tsx'
import type { BackupState, RequestState, RunState, Verdict } from '#lib/backups/words.ts'

export const stateLooks: Record<BackupState, StatusLook> = {
  fresh: { tone: 'ok', shape: 'check' },
  late: { tone: 'warn', shape: 'clock' },
  failed: { tone: 'bad', shape: 'cross' },
  missing: { tone: 'bad', shape: 'triangle' },
  unknown: { tone: 'unknown', shape: 'question' },
}

export const runLooks: Record<RunState, StatusLook> = {
  running: { tone: 'info', shape: 'progress' },
  complete: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  gone: { tone: 'unknown', shape: 'slash' },
}

export const requestLooks: Record<RequestState, StatusLook> = {
  queued: { tone: 'info', shape: 'clock' },
  sending: { tone: 'info', shape: 'progress' },
  running: { tone: 'info', shape: 'progress' },
  unknown: { tone: 'unknown', shape: 'question' },
  complete: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  not_started: { tone: 'warn', shape: 'slash' },
}

export const verdictLooks: Record<Verdict, StatusLook> = {
  ok: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  inconclusive: { tone: 'unknown', shape: 'question' },
}

export const restoreLooks = {
  ...verdictLooks,
  overdue: { tone: 'warn', shape: 'clock' },
} as const satisfies Record<string, StatusLook>
