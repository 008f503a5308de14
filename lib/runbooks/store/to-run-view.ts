import { storedRunSteps } from '../stored.ts'
import type { RunView } from '../types.ts'

export interface RunRow {
  readonly id: string
  readonly runbookId: string
  readonly startedBy: string
  readonly startedAt: Date
  readonly finishedAt: Date | null
  readonly steps: unknown
  readonly outcome: string | null
  readonly runbook: { readonly title: string }
}

export const runInclude = { runbook: { select: { title: true } } } as const

export function toRunView({ runbookId, runbook, steps, ...row }: RunRow): RunView {
  return {
    id: row.id,
    runbook: runbookId,
    title: runbook.title,
    startedBy: row.startedBy,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    outcome: row.outcome,
    steps: storedRunSteps.parse(steps),
  }
}
