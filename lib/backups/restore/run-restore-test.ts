import 'server-only'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { observe } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { toInertText } from '#lib/core/text.ts'
import { listenerRole, listOutages } from '#lib/health/index.ts'
import { isCountable } from '../newest-run.ts'
import { type OpenPolicySource, openPolicySource } from '../open-policy-source.ts'
import { readDatabaseTime } from '../read-database-time.ts'
import { evaluateStages } from '../store/evaluate-stages.ts'
import { lockPolicies } from '../store/lock-policies.ts'
import { restorePlanSchema } from '../stored.ts'
import type { RestoreCheck } from '../types.ts'
import type { RunState, Verdict } from '../words.ts'
import { Inconclusive } from './inconclusive.ts'
import { measureRestore } from './measure-restore.ts'
import { tryRestore } from './try-restore.ts'

const folderPrefix = 'leitstand-restore-'
const deadlineMs = 270_000

export interface RestoreSettings {
  readonly open: OpenPolicySource
  /** Server on which dumps are restored; null where there is none. */
  readonly server: string | null
}

const toSettings = (): RestoreSettings => ({
  open: openPolicySource,
  server: getEnv().RESTORE_TEST_DATABASE_URL ?? null,
})

/** Restores the newest backup of a policy, whatever comes of it, and records what was found. */
export async function runRestoreTest(
  ctx: Context,
  testId: string,
  signal: AbortSignal,
  settings: RestoreSettings = toSettings(),
): Promise<void> {
  const startedAt = ctx.now()
  const claimed = await getDb().restoreTest.updateMany({
    where: { id: testId, state: 'queued' },
    data: { state: 'running', startedAt },
  })
  if (claimed.count === 0) return
  const { policy, policyId } = await getDb().restoreTest.findUniqueOrThrow({
    where: { id: testId },
    include: { policy: true },
  })
  const run = await findNewestRun(policyId, startedAt)
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)])
  const outcome = await judgeRestore(deadline, async (folder) => {
    const plan = restorePlanSchema.parse(policy.restoreTest)
    if (!run) throw new Inconclusive('no_backup')
    const backup = {
      externalId: run.externalId,
      sizeBytes: run.sizeBytes === null ? null : Number(run.sizeBytes),
    }
    const job = { method: plan.run, sentinels: plan.sentinels, backup, folder }
    return tryRestore(
      { ...job, open: () => settings.open(policyId), server: settings.server },
      deadline,
    )
  })
  const finishedAt = ctx.now()
  await observe(ctx, async (tx) => {
    const runSql = onTransaction(tx)
    await lockPolicies(runSql, [policy.stageId])
    await tx.restoreTest.updateMany({
      where: { id: testId, state: 'running' },
      data: {
        ...outcome,
        checks: [...outcome.checks],
        state: 'done',
        backupRunId: run?.id ?? null,
        finishedAt,
        destination: 'worker',
        ...measureRestore({ startedAt, finishedAt, madeAt: run?.madeAt ?? null }),
      },
    })
    const outages = await listOutages(runSql, listenerRole)
    const now = await readDatabaseTime(runSql)
    await evaluateStages(runSql, [policy.stageId], { now, outages, hasNews: true })
    return { result: null }
  })
}

async function findNewestRun(policyId: string, now: Date) {
  const runs = await getDb().backupRun.findMany({
    where: { policyId, state: 'complete', madeAt: { not: null } },
    orderBy: { madeAt: 'desc' },
    take: 20,
  })
  return (
    runs.find((run) =>
      // Safe because this domain stores these words only.
      isCountable(
        {
          ...run,
          state: run.state as RunState,
          sizeBytes: run.sizeBytes === null ? null : Number(run.sizeBytes),
        },
        now,
      ),
    ) ?? null
  )
}

interface Outcome {
  readonly verdict: Verdict
  readonly reason: string | null
  readonly note: string | null
  readonly checks: readonly { [Key in keyof RestoreCheck]: RestoreCheck[Key] }[]
}

async function judgeRestore(
  signal: AbortSignal,
  restore: (folder: string) => Promise<readonly RestoreCheck[]>,
): Promise<Outcome> {
  await removeLeftovers()
  const folder = await mkdtemp(path.join(tmpdir(), folderPrefix))
  try {
    const checks = (await restore(folder)).map(toSafe)
    const isGood = checks.every(({ passed }) => passed)
    return isGood
      ? { verdict: 'ok', reason: null, note: null, checks }
      : { verdict: 'failed', reason: 'check_failed', note: null, checks }
  } catch (error) {
    const { reason, detail } = toInconclusive(error, signal)
    return { verdict: 'inconclusive', reason, note: detail && toSafeText(detail), checks: [] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function toInconclusive(error: unknown, signal: AbortSignal): Inconclusive {
  if (signal.aborted) return new Inconclusive('timed_out')
  if (error instanceof Inconclusive) return error
  return new Inconclusive('internal', String(error))
}

function toSafe(check: RestoreCheck): RestoreCheck {
  return { ...check, found: check.found && toSafeText(check.found) }
}

function toSafeText(text: string): string {
  return redactSecrets(toInertText(text)).trim().slice(0, 2_000)
}

/** Folders of workers that were killed: no restore lasts an hour. */
async function removeLeftovers(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix))
  for (const name of names) {
    const folder = path.join(tmpdir(), name)
    const { mtimeMs } = await stat(folder).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > 3_600_000) await rm(folder, { recursive: true, force: true })
  }
}
