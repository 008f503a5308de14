import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { defineJob } from '#lib/jobs/define-job.ts'

/** Browsers that were away for longer fetch everything again. */
const keptFor = "interval '1 hour'"

const dropOldEvents = defineJob({
  name: 'events.drop-old',
  payload: z.object({}),
  cron: '*/10 * * * *',
  run: async () => {
    await getPool().query(`DELETE FROM event WHERE at < now() - ${keptFor}`)
  },
})

export const eventJobs = [dropOldEvents]
