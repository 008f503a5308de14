import 'server-only'
import { z } from 'zod'
import type { Job } from '#lib/jobs/define-job.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { watchAborts } from './watch/watch-aborts.ts'
import { watchDecisions } from './watch/watch-decisions.ts'

const watchAbortsJob = defineJob({
  name: 'spikes.watch-aborts',
  payload: z.object({}),
  cron: '* * * * *',
  timeoutMs: 110_000,
  run: (ctx, _payload, signal) => watchAborts(ctx, signal),
})

const watchDecisionsJob = defineJob({
  name: 'spikes.watch-decisions',
  payload: z.object({}),
  cron: '*/5 * * * *',
  timeoutMs: 280_000,
  run: (ctx, _payload, signal) => watchDecisions(ctx, signal),
})

export const spikeJobs: readonly Job[] = [watchAbortsJob, watchDecisionsJob]
