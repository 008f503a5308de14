import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { listenerRole, listOutages } from '#lib/health/index.ts'
import { getPolicy } from './get-policy.ts'
import { skewMs } from './newest-run.ts'
import { readDatabaseTime } from './read-database-time.ts'
import { measureRestore } from './restore/measure-restore.ts'
import type { PolicyAddress, RecordRestoreTestInput } from './schemas.ts'
import { evaluateStages } from './store/evaluate-stages.ts'
import { lockPolicies } from './store/lock-policies.ts'

/** Records what a person found when they restored a backup themselves. */
export async function recordRestoreTest(
  ctx: Context,
  address: PolicyAddress,
  input: RecordRestoreTestInput,
): Promise<{ readonly id: string }> {
  const { subject, policy, entityId } = await getPolicy(ctx, address)
  const startedAt = new Date(input.startedAt)
  const finishedAt = new Date(input.finishedAt)
  requirePast(finishedAt, ctx.now())
  return mutate(ctx, 'restore-test:record', subject, async (tx) => {
    const runSql = onTransaction(tx)
    await lockPolicies(runSql, [subject.stageId])
    const run = await findRun(tx, policy.id, input.runId)
    const { id } = await tx.restoreTest.create({
      data: {
        policyId: policy.id,
        backupRunId: run?.id ?? null,
        method: 'by-hand',
        state: 'done',
        verdict: input.verdict,
        actor: ctx.actor.name,
        destination: input.destination,
        startedAt,
        finishedAt,
        checks: input.checks,
        ...measureRestore({ startedAt, finishedAt, madeAt: run?.madeAt ?? null }),
        note: input.note,
        evidenceUrl: input.evidenceUrl,
      },
      select: { id: true },
    })
    const outages = await listOutages(runSql, listenerRole)
    const now = await readDatabaseTime(runSql)
    await evaluateStages(runSql, [subject.stageId], { now, outages, hasNews: true })
    return {
      result: { id },
      audit: {
        action: 'restore-test.record',
        entity: { kind: 'backup-policy', id: entityId },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: null,
        after: { restoreTest: id, verdict: input.verdict, backup: run?.externalId ?? null },
      },
    }
  })
}

function requirePast(finishedAt: Date, now: Date): void {
  if (finishedAt.getTime() <= now.getTime() + skewMs) return
  const message = 'must not be in the future'
  throw invalidInput(`finishedAt: ${message}`, { fields: [{ path: 'finishedAt', message }] })
}

async function findRun(tx: Tx, policyId: string, runId: string | null) {
  if (runId === null) return null
  const run = await tx.backupRun.findFirst({ where: { id: runId, policyId } })
  if (run) return run
  const message = 'is no backup of this policy'
  throw invalidInput(`runId: ${message}`, { fields: [{ path: 'runId', message }] })
}
