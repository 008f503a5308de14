import 'server-only'
import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { sendRequestStub } from './requests/job-stub.ts'
import { sendRequest } from './requests/send-request.ts'
import { restoreTestStub } from './restore/job-stub.ts'
import { runRestoreTest } from './restore/run-restore-test.ts'
import { sweepBackups } from './sweep.ts'

const sendJob = defineJob({
  ...sendRequestStub,
  run: (ctx, { requestId }, signal) => sendRequest(ctx, requestId, signal),
})

const restoreJob = defineJob({
  ...restoreTestStub,
  timeoutMs: 285_000,
  run: (ctx, { testId }, signal) => runRestoreTest(ctx, testId, signal),
})

const sweepJob = defineJob({
  name: 'backups.sweep',
  payload: z.object({}),
  cron: '* * * * *',
  run: (_ctx, _, signal) => sweepBackups(signal),
})

/** What is older says nothing any more, unless a restore of it was tried. */
const forgetJob = defineJob({
  name: 'backups.forget-old',
  payload: z.object({}),
  cron: '17 3 * * *',
  run: async () => {
    await getPool().query(
      `DELETE FROM backup_run r WHERE r.seen_at < now() - interval '400 days'
       AND NOT EXISTS (SELECT 1 FROM restore_test t WHERE t.backup_run_id = r.id)`,
    )
  },
})

export const backupJobs = [sendJob, restoreJob, sweepJob, forgetJob]
