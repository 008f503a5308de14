import 'server-only'
import { z } from 'zod'
import { getDb } from '#lib/core/db.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { processDeliveriesJobName } from './job-name.ts'
import { processDeliveries } from './process-deliveries.ts'

/** Also once a minute, for deliveries stored while the job before was ending. */
const processDeliveriesJob = defineJob({
  name: processDeliveriesJobName,
  payload: z.object({}),
  cron: '* * * * *',
  run: (ctx, _payload, signal) => processDeliveries(ctx, signal),
})

const keptMs = 30 * 24 * 60 * 60_000

/** Longer than GitHub offers to deliver again, so that a second delivery is still recognised. */
const forgetDeliveriesJob = defineJob({
  name: 'webhooks.forget-deliveries',
  payload: z.object({}),
  cron: '17 3 * * *',
  run: async (ctx) => {
    const before = new Date(ctx.now().getTime() - keptMs)
    await getDb().webhookDelivery.deleteMany({ where: { receivedAt: { lt: before } } })
  },
})

export const webhookJobs = [processDeliveriesJob, forgetDeliveriesJob]
