import { describe, expect, it } from 'vitest'
import {
  candidateDetailSchema,
  commitRangeSchema,
  deploymentDetailSchema,
  deploymentPageSchema,
  deploymentSummarySchema,
  deployOptionsSchema,
  getCandidate,
  getDeployment,
  getDeploymentSummary,
  getDeployOptions,
  getUndoneRange,
  holdViewSchema,
  jobLogSchema,
  listDeployments,
  listRollbackTargets,
  placeHold,
  readJobLog,
  rollbackTargetsSchema,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import { ListDeploymentsQuery } from '#lib/deployments/schemas.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'

const emil = contextOf('engineer', 'emil')

describe('what is said about deployments', { timeout: 60_000 }, () => {
  const lab = useLab()

  it('has the shape that the API description promises', async () => {
    const stage = await createDeployableStage(lab())
    const deploy = (ref: string) =>
      triggerDeployment(emil, stage.path, { inputs: {}, liftHold: false, ref })
    const before = await deploy('v1.0.0')
    await waitForState(before.id, 'succeeded')
    const { id } = await deploy('v1.2.0')
    const active = await getDeployment(emil, { id })
    await waitForState(id, 'succeeded')
    lab().runner.conclude('failure')
    const failed = await deploy('v1.1.0')
    await waitForEnd(failed.id)
    const detail = await getDeployment(emil, { id })
    const jobId = detail.jobs[0]?.id ?? ''
    const query = ListDeploymentsQuery.parse({ ...stage.path, limit: 2 })
    const answers = [
      [deploymentDetailSchema, active],
      [deploymentDetailSchema, detail],
      [deploymentDetailSchema, await getDeployment(emil, failed)],
      [deploymentSummarySchema, await getDeploymentSummary(emil, { id })],
      [deploymentPageSchema, await listDeployments(emil, query)],
      [jobLogSchema, await readJobLog(emil, { id, jobId }, { after: 0 })],
      [rollbackTargetsSchema, await listRollbackTargets(emil, stage.path)],
      [commitRangeSchema, await getUndoneRange(emil, { ...stage.path, id: before.id })],
      [candidateDetailSchema, await getCandidate(emil, stage.path, { ref: 'v1.1.0' })],
      [holdViewSchema, await placeHold(emil, stage.path, { reason: 'release party' })],
      [deployOptionsSchema, await getDeployOptions(emil, stage.path)],
    ] as const
    for (const [schema, answer] of answers) expect(schema.parse(answer)).toEqual(answer)
  })
})
