import 'server-only'
import { getEnv } from '#lib/core/env.ts'
import { findStuck } from '../find-stuck.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import type { StuckView } from '../types.ts'
import { readDurations } from './durations.ts'

/** Whether a deployment is stuck, measured by how long its stage's deployments usually take. */
export async function findStuckNow(
  deployment: TrackedDeployment,
  now: Date,
): Promise<StuckView | null> {
  const durations = await readDurations([deployment.stageId])
  const slowDurationSeconds = durations.get(deployment.stageId)?.slowSeconds ?? null
  const searchSeconds = getEnv().DEPLOYMENT_SEARCH_SECONDS
  return findStuck({ ...deployment, slowDurationSeconds, searchSeconds }, now)
}
