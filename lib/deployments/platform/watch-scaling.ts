import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { onClient } from '#lib/core/run-sql.ts'
import { hastenReadings } from '#lib/hosting/index.ts'
import { releaseReadingSchema } from '#lib/hosting/schemas.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'

/** Often enough that a change shows within 15 seconds of its end. */
const pauseMs = 5_000
/** After this the usual interval is often enough: whatever does not start by then needs a person. */
const patienceMs = 180_000

export const watchScalingJob = {
  name: 'deployments.watch-scaling',
  payload: z.object({
    stageId: z.uuid(),
    component: z.string(),
    to: z.int(),
    since: z.iso.datetime(),
  }),
}

type Watch = z.output<typeof watchScalingJob.payload>

/** Has the platform asked again and again from now on, until as many instances run as it is asked for. */
export async function startWatching(ctx: Context, change: Omit<Watch, 'since'>): Promise<void> {
  await planNext(ctx, { ...change, since: ctx.now().toISOString() })
}

/** One look; plans the next one unless the count is reached or it took too long. */
export async function watchScaling(ctx: Context, watch: Watch): Promise<void> {
  if (await isSettled(watch)) return
  await hastenReadings(onClient(getPool()), watch.stageId, ['release'])
  if (ctx.now().getTime() - Date.parse(watch.since) < patienceMs) await planNext(ctx, watch)
}

async function planNext(ctx: Context, watch: Watch): Promise<void> {
  const runAt = new Date(ctx.now().getTime() + pauseMs)
  const key = `watch-scaling:${watch.stageId}:${watch.component}`
  await enqueueJob(null, watchScalingJob, watch, { key, runAt })
}

/** Whether an answer from after the change says that as many run as shall. */
async function isSettled({ stageId, component, to, since }: Watch): Promise<boolean> {
  const { rows } = await getPool().query<{ value: unknown }>(readingsSql, [stageId, since])
  const found = rows.flatMap(({ value }) => releaseReadingSchema.safeParse(value).data ?? [])
  const instances = found
    .flatMap(({ components }) => components)
    .find((each) => each.component === component)?.instances
  return instances?.desired === to && instances.running === to
}

const readingsSql = `
SELECT value FROM reading
WHERE stage_id = $1::uuid AND fact = 'release' AND observed_at > $2::timestamptz AND failure IS NULL`
