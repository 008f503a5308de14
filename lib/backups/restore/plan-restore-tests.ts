import 'server-only'
import { getDb, getPool } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { restoreTestStub } from './job-stub.ts'

/** Ends what killed workers left, and has the restores tried that are due and that the worker can try by itself. */
export async function planRestoreTests(now: Date): Promise<void> {
  await getPool().query(abandonSql, [now])
  const { rows } = await getPool().query<{ policyId: string; method: string }>(dueSql, [now])
  for (const { policyId, method } of rows) {
    const id = newId()
    // Two workers may find the same: the second row is refused by the index of restores under way.
    const { rowCount } = await getPool().query(insertSql, [id, policyId, method, now])
    if (rowCount)
      await enqueueJob(null, restoreTestStub, { testId: id }, { key: `restore-test:${id}` })
  }
  const lost = await getDb().restoreTest.findMany({
    where: { state: 'queued', createdAt: { lt: new Date(now.getTime() - 120_000) } },
    select: { id: true },
  })
  for (const { id } of lost) {
    await enqueueJob(null, restoreTestStub, { testId: id }, { key: `restore-test:${id}` })
  }
}

const abandonSql = `
UPDATE restore_test SET state = 'done', verdict = 'inconclusive', reason = 'interrupted', finished_at = $1
WHERE state = 'running' AND started_at < $1::timestamptz - interval '10 minutes'`

// After one without a good end the next one waits a day at most, and never less than what the catalog asks for.
const dueSql = `
SELECT p.id AS "policyId", p.restore_test->>'run' AS method
FROM backup_policy p JOIN stage g ON g.id = p.stage_id
WHERE p.removed_at IS NULL AND g.removed_at IS NULL AND p.restore_test->>'run' IN ('sqlite-file', 'postgresql-dump')
  AND p.newest_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM backup_run r WHERE r.policy_id = p.id AND r.state = 'complete')
  AND NOT EXISTS (
    SELECT 1 FROM restore_test t WHERE t.policy_id = p.id
      AND (t.state <> 'done' OR t.created_at > $1::timestamptz - least(
        (p.restore_test->>'everySeconds')::int,
        CASE WHEN t.verdict = 'ok' THEN 2147483647 ELSE 86400 END) * interval '1 second'))
ORDER BY p.id LIMIT 20`

const insertSql = `
INSERT INTO restore_test (id, policy_id, method, state, actor, created_at)
VALUES ($1, $2, $3, 'queued', 'schedule', $4) ON CONFLICT DO NOTHING`
