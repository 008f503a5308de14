import { z } from 'zod'
import { restoreTestViewSchema } from './answers/restore-tests.ts'
import type { TestRow } from './read-policies.ts'
import type { RestoreTestView } from './types.ts'
import { restoreMethods, verdicts } from './words.ts'

const checksSchema = restoreTestViewSchema.shape.checks.catch([])

export function toRestoreTestView(row: TestRow): RestoreTestView {
  const { id, reason, actor, destination, note, evidenceUrl } = row
  const { measuredRpoSeconds, measuredRtoSeconds } = row
  return {
    id,
    method: z.enum(restoreMethods).catch('by-hand').parse(row.method),
    state: z.enum(['queued', 'running', 'done']).catch('done').parse(row.state),
    verdict: z.enum(verdicts).nullable().catch(null).parse(row.verdict),
    ...{ reason, actor, destination, note, evidenceUrl, measuredRpoSeconds, measuredRtoSeconds },
    backup: row.backupRun?.externalId ?? null,
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    checks: checksSchema.parse(row.checks),
  }
}
