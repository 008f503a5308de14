import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { toMoment } from '../to-summary.ts'
import type { RunningView } from '../types.ts'

/** What runs on a stage, by our record and the version endpoint. */
export async function readRunning(stageId: string): Promise<RunningView> {
  const state = await getDb().stageState.findUnique({
    where: { stageId },
    select: {
      runningVersion: true,
      runningCommitSha: true,
      runningSince: true,
      runningDeploymentId: true,
      agreement: true,
    },
  })
  return {
    version: state?.runningVersion ?? null,
    commitSha: state?.runningCommitSha ?? null,
    since: toMoment(state?.runningSince ?? null),
    deploymentId: state?.runningDeploymentId ?? null,
    agreement: state?.agreement ?? 'unknown',
  }
}
