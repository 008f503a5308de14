import 'server-only'
import { z } from 'zod'
import { defineJob } from '#lib/jobs/define-job.ts'
import { evaluateAll } from './evaluate-all.ts'

const evaluateJob = defineJob({
  name: 'checklists.evaluate',
  payload: z.object({}),
  cron: '* * * * *',
  run: (ctx, _, signal) => evaluateAll(ctx, signal),
})

export const checklistJobs = [evaluateJob]
