import { z } from 'zod'
import { defineJob } from '#lib/jobs/define-job.ts'
import { refreshGroups } from './refresh-groups.ts'

export const refreshGroupsJob = defineJob({
  name: 'auth.refresh-groups',
  payload: z.object({}),
  cron: '*/10 * * * *',
  run: (ctx, _payload, signal) => refreshGroups(ctx, signal),
})

export const authJobs = [refreshGroupsJob] as const
