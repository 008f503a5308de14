import { readMeasuredDurations, readTimeToRunning } from '#lib/deployments/index.ts'
import { type Measure, type Measured, type MeasureInput, toStageLink, unknown } from '../measure.ts'

const common = { unit: 's', parameters: ['of'], defaultWindowSeconds: null } as const

/** From the request to the verified end: median of the newest twenty, or the newest with `of=newest`. */
export const deployDuration: Measure = {
  ...common,
  name: 'deploy-duration',
  read: (input) => readDuration(input, 'deployment'),
}

export const rollbackDuration: Measure = {
  ...common,
  name: 'rollback-duration',
  read: (input) => readDuration(input, 'rollback'),
}

/** From the first request to deploy the stage to the first deployment that was verified there. */
export const timeToRunning: Measure = {
  ...common,
  name: 'time-to-running',
  parameters: [],
  async read({ subject }) {
    const found = await readTimeToRunning(subject.stageId)
    if (!found) return unknown('never_deployed')
    return {
      known: true,
      value: found.seconds,
      observedAt: found.at,
      source: 'deployments',
      link: toStageLink(subject, '/deployments'),
      params: {},
    }
  },
}

async function readDuration(
  { subject, windowSeconds, parameters }: MeasureInput,
  kind: 'deployment' | 'rollback',
): Promise<Measured> {
  const { count, medianSeconds, newestSeconds, newestAt } = await readMeasuredDurations({
    stageId: subject.stageId,
    kind,
    seconds: windowSeconds,
  })
  const value = parameters.of === 'newest' ? newestSeconds : medianSeconds
  if (value === null || newestAt === null) {
    return unknown(kind === 'rollback' ? 'no_rollback' : 'never_deployed')
  }
  return {
    known: true,
    value,
    observedAt: newestAt,
    source: 'deployments',
    link: toStageLink(subject, '/deployments'),
    params: { count, median: medianSeconds, newest: newestSeconds },
  }
}
