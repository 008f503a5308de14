import 'server-only'
import { jobContext } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { observe } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { toInertText } from '#lib/core/text.ts'
import {
  hashPingToken,
  keptBodyBytes,
  listenerRole,
  listOutages,
  type PingRecorder,
  type ReceivedPing,
} from '#lib/health/index.ts'
import { parsePingSize } from './parse-ping-size.ts'
import { evaluateStages } from './store/evaluate-stages.ts'
import { lockPolicies } from './store/lock-policies.ts'

const pingsPerMinute = 5

/**
 * Stores what a policy's ping says of a run, at the database's time, and judges the policy at once. More than five a
 * minute are answered as too many; what the last one says replaces what the one before said.
 */
export const recordBackupPing: PingRecorder = async (ping) => {
  const tokenHash = hashPingToken(ping.token)
  const ctx = jobContext('backups.record-ping')
  return observe(ctx, async (tx) => {
    const run = onTransaction(tx)
    const pinged = await run<{ stageId: string }>(stageSql, [tokenHash])
    const stageIds = pinged.map(({ stageId }) => stageId)
    await lockPolicies(run, stageIds)
    const [policy] = await run<PingedPolicy>(countSql, [tokenHash])
    if (!policy) return { result: 'unknown_token' }
    const isTooOften = policy.count > pingsPerMinute
    await writeRun(tx, policy, ping, isTooOften)
    // Runs are shown one by one, so each ping is news, whatever it does to the policy.
    const outages = await listOutages(run, listenerRole)
    await evaluateStages(run, stageIds, { now: policy.now, outages, hasNews: true })
    return { result: isTooOften ? 'recorded_too_often' : 'recorded' }
  })
}

interface PingedPolicy {
  readonly id: string
  readonly count: number
  readonly now: Date
}

async function writeRun(
  tx: Tx,
  { id: policyId, now }: PingedPolicy,
  ping: ReceivedPing,
  isTooOften: boolean,
): Promise<void> {
  const before = await tx.backupRun.findFirst({
    where: { policyId, ...(isTooOften ? {} : { state: 'running' }) },
    orderBy: { madeAt: 'desc' },
    select: { id: true, startedAt: true },
  })
  const data = toRun(ping, isTooOften ? null : (before?.startedAt ?? null), now)
  if (before && (isTooOften || ping.signal.kind === 'end')) {
    await tx.backupRun.update({ where: { id: before.id }, data })
    return
  }
  const id = newId()
  await tx.backupRun.create({
    data: { id, policyId, externalId: `ping-${id}`, place: 'reported', ...data },
  })
}

/** Data is taken when a run begins; of one that did not say so, when it ends. */
function toRun({ signal, body, query }: ReceivedPing, startedAt: Date | null, now: Date) {
  const text = body && redactSecrets(toInertText(body.subarray(0, keptBodyBytes).toString('utf8')))
  if (signal.kind === 'start') {
    return { state: 'running', madeAt: now, startedAt: now, finishedAt: null, seenAt: now }
  }
  const isComplete = signal.exitCode === 0
  const size = isComplete ? parsePingSize(query.get('size'), text) : null
  const exit = signal.exitCode > 0 ? `exit ${signal.exitCode}\n` : ''
  return {
    state: isComplete ? 'complete' : 'failed',
    madeAt: startedAt ?? now,
    startedAt,
    finishedAt: now,
    sizeBytes: size === null ? null : BigInt(size),
    detail: `${exit}${text ?? ''}`.trim() || null,
    seenAt: now,
  }
}

const stageSql = 'SELECT stage_id AS "stageId" FROM backup_policy WHERE token_hash = $1'

const isNewWindow = "p.ping_window_at IS NULL OR p.ping_window_at <= now() - interval '1 minute'"

const countSql = `
UPDATE backup_policy p SET
  ping_window_at = CASE WHEN ${isNewWindow} THEN now() ELSE p.ping_window_at END,
  ping_window_count = CASE WHEN ${isNewWindow} THEN 1 ELSE p.ping_window_count + 1 END
FROM stage g JOIN system y ON y.id = g.system_id
WHERE p.token_hash = $1 AND p.removed_at IS NULL AND g.id = p.stage_id AND g.removed_at IS NULL
  AND y.removed_at IS NULL AND p.origin->>'kind' = 'heartbeat'
RETURNING p.id, p.ping_window_count AS count, now() AS now`
