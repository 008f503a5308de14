import 'server-only'
import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { defineJob } from './define-job.ts'

/**
 * Gives back what ended workers had taken. The queue itself waits four hours, and as long keeps everything that takes
 * turns with such a job from being worked on. No job lasts five minutes, and a worker that lives takes one each minute.
 */
export const unlockAbandonedJob = defineJob({
  name: 'jobs.unlock-abandoned',
  payload: z.object({}),
  cron: '* * * * *',
  run: async () => {
    await getPool().query(
      `SELECT graphile_worker.force_unlock_workers(array_agg(w.locked_by)) FROM (
         SELECT locked_by FROM graphile_worker.jobs WHERE locked_by IS NOT NULL
         GROUP BY locked_by HAVING max(locked_at) < now() - interval '5 minutes') w
       HAVING count(*) > 0`,
    )
  },
})
