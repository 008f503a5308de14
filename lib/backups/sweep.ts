import 'server-only'
import { getDb, getPool } from '#lib/core/db.ts'
import { onClient, withTransaction } from '#lib/core/run-sql.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { evaluateAll } from './evaluate-all.ts'
import { readDatabaseTime } from './read-database-time.ts'
import { sendRequestStub } from './requests/job-stub.ts'
import { settleRequests } from './requests/settle-requests.ts'
import { planRestoreTests } from './restore/plan-restore-tests.ts'

/** Once a minute: picks up what ended workers left, and judges every policy as it is by the database's clock. */
export async function sweepBackups(
  signal: AbortSignal,
  readClock: () => Promise<Date> = () => readDatabaseTime(onClient(getPool())),
): Promise<void> {
  const now = await readClock()
  await resendQueued(now)
  await withTransaction(getPool(), async (run) => {
    await run(hastenSql, [])
    const touched = await settleRequests(run, 'all', now)
    await run(announceSql, [touched])
  })
  await planRestoreTests(now)
  await evaluateAll(now, signal)
}

/** A request whose job was lost is still to be sent; one that was taken by a worker is not. */
async function resendQueued(now: Date): Promise<void> {
  const lost = await getDb().backupRequest.findMany({
    where: { state: 'queued', createdAt: { lt: new Date(now.getTime() - 60_000) } },
    select: { id: true },
  })
  for (const { id } of lost) {
    await enqueueJob(null, sendRequestStub, { requestId: id }, { key: `backup-request:${id}` })
  }
}

// Who waits for a backup wants its source asked more often than usual.
const hastenSql = `
UPDATE reading e SET next_at = now()
FROM (
  SELECT r.stage_id, r.source, r.fact
  FROM backup_request q JOIN backup_policy p ON p.id = q.policy_id
    JOIN reading r ON r.stage_id = p.stage_id AND r.fact = 'backups:' || p.slug
  WHERE q.state IN ('running', 'unknown') AND r.next_at > now() AND r.attempted_at < now() - interval '1 minute'
  FOR UPDATE OF r SKIP LOCKED) due
WHERE e.stage_id = due.stage_id AND e.source = due.source AND e.fact = due.fact`

const announceSql = `
INSERT INTO event (topic, key, system_id)
SELECT 'stage', y.slug || '/' || g.slug, y.id FROM stage g JOIN system y ON y.id = g.system_id
WHERE g.id = ANY($1::uuid[])`
