import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { evaluateAll, evaluateChanged, findNewestEvent } from './evaluate-all.ts'

const restMs = 10_000

const evaluateJob = defineJob({
  name: 'checklists.evaluate',
  payload: z.object({}),
  cron: '* * * * *',
  run: async (ctx, _, signal) => {
    const newest = await findNewestEvent()
    await evaluateAll(ctx, signal)
    await enqueueFollow(ctx, newest, signal)
  },
})

const followStub = {
  name: 'checklists.follow-facts',
  /** The newest event that was looked at. */
  payload: z.object({ after: z.string().regex(/^\d{1,19}$/) }),
}

/** Looks every few seconds whether something was told of a stage; the minute's job begins it anew, should it stop. */
const followJob = defineJob({
  ...followStub,
  run: async (ctx, { after }, signal) => {
    await enqueueFollow(ctx, await evaluateChanged(ctx, after, signal), signal)
  },
})

async function enqueueFollow(ctx: Context, after: string, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  const runAt = new Date(ctx.now().getTime() + restMs)
  await enqueueJob(null, followStub, { after }, { key: followStub.name, runAt })
}

export const checklistJobs = [evaluateJob, followJob]
