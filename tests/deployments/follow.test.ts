import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import {
  cancelDeployment,
  getDeployment,
  hintRun,
  triggerDeployment,
} from '#lib/deployments/index.ts'
import { discoverRuns } from '#lib/deployments/steps/discover-runs.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { useLab } from './support/lab.ts'
import { contextOf } from './support/people.ts'
import { createPersonOnGitHub } from './support/provider.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'
import { toWorkflow, workflowFile } from './support/workflow.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')

describe('a run that is followed', { timeout: 60_000 }, () => {
  const lab = useLab()
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  const look = (repository: string) =>
    discoverRuns(
      jobContext('test'),
      { repository, workflow: workflowFile },
      AbortSignal.timeout(10_000),
    )

  it('fails the deployment when it fails, naming job and step', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.conclude('failure')
    const { id } = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'run_failed' })
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toMatch(/^The workflow failed in "deploy", step "/)
  })

  it('reopens the deployment with its second attempt when it is run again on GitHub', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.conclude('failure')
    const { id } = await triggerDeployment(emil, stage.path, input)
    const failed = await waitForEnd(id)
    lab().runner.conclude('success')
    const person = createPersonOnGitHub(lab(), stage.repository)
    await person.rerun(failed.runId ?? '')
    await look(stage.repository.fullName)
    expect(await waitForState(id, 'succeeded')).toMatchObject({ runAttempt: 2, stateReason: null })
  })

  it('shows the conflict when it is run again while another deployment holds the stage', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.conclude('failure')
    const first = await triggerDeployment(emil, stage.path, input)
    const failed = await waitForEnd(first.id)
    lab().runner.conclude('success')
    lab().runner.hold()
    const second = await triggerDeployment(emil, stage.path, input)
    await waitForState(second.id, 'running')
    await createPersonOnGitHub(lab(), stage.repository).rerun(failed.runId ?? '')
    await look(stage.repository.fullName)
    const shown = await getDb().deployment.findUniqueOrThrow({ where: { id: first.id } })
    await expect
      .poll(async () => (await getDeployment(emil, { id: first.id })).explanation?.sentence)
      .toBe(
        'Attempt 2 was started on GitHub while deployment #2 holds the stage. It is followed as soon as that one ends.',
      )
    expect(shown.runAttempt).toBe(1)
    lab().runner.release()
    await waitForEnd(second.id)
    await look(stage.repository.fullName)
    expect(await waitForState(first.id, 'succeeded')).toMatchObject({ runAttempt: 2 })
  })

  it('is called superseded when a newer run of its concurrency group took its place', async () => {
    const group = 'concurrency:\n  group: deploy\n  cancel-in-progress: true'
    const stage = await createDeployableStage(lab(), { workflow: toWorkflow(group) })
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForState(id, 'running')
    const person = createPersonOnGitHub(lab(), stage.repository)
    await person.dispatch({ commit: stage.repository.commits['v1.0.0'] ?? '', stage: 'staging' })
    const row = await waitForEnd(id)
    expect(row).toMatchObject({ state: 'cancelled', stateReason: 'superseded' })
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toMatch(/^GitHub cancelled the run because run \d+ of the same/)
  })

  it('is called cancelled, not failed, when somebody cancels it on GitHub', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    const { runId } = await waitForState(id, 'running')
    await createPersonOnGitHub(lab(), stage.repository).cancel(runId ?? '')
    expect(await waitForEnd(id)).toMatchObject({
      state: 'cancelled',
      stateReason: 'cancelled_on_github',
    })
  })

  it('names who cancelled it here', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    await waitForState(id, 'running')
    await cancelDeployment(contextOf('engineer', 'lena'), { id }, { force: false })
    expect(await waitForEnd(id)).toMatchObject({
      state: 'cancelled',
      stateReason: 'cancelled_here',
      stateDetail: { by: 'lena' },
    })
  })

  it('counts as deleted only after several looks, and never as a success', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    const { runId } = await waitForState(id, 'running')
    lab().github.faults.add({
      match: { method: 'GET', path: `/actions/runs/${runId}$` },
      times: 10,
      effect: { kind: 'status', status: 404, body: { message: 'Not Found' } },
    })
    expect(await waitForState(id, 'unknown')).toMatchObject({ stateReason: 'run_not_readable' })
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'run_deleted' })
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toContain('was deleted on GitHub (not found in 3 checks)')
  })

  it('is not given up for one look that found nothing', async () => {
    const stage = await createDeployableStage(lab())
    lab().runner.hold()
    const { id } = await triggerDeployment(emil, stage.path, input)
    const { runId } = await waitForState(id, 'running')
    lab().github.faults.add({
      match: { method: 'GET', path: `/actions/runs/${runId}$` },
      effect: { kind: 'status', status: 404, body: { message: 'Not Found' } },
    })
    await waitForState(id, 'unknown')
    await waitForState(id, 'running')
    lab().runner.release()
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
  })

  it('reaches the same end whatever order hints come in', async () => {
    const stage = await createDeployableStage(lab())
    const { id } = await triggerDeployment(emil, stage.path, input)
    const row = await waitForState(id, 'running', 'verifying', 'succeeded')
    const hint = {
      repository: stage.repository.fullName,
      runId: row.runId ?? '',
      attempt: 1,
      workflow: workflowFile,
      title: `Deploy [${row.correlationId}]`,
    }
    await Promise.all(Array.from({ length: 12 }, () => hintRun(hint)))
    await sleep(300)
    await Promise.all([hintRun(hint), hintRun({ ...hint, title: '' })])
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
  })

  it('of somebody on GitHub becomes an external deployment of the stage it names, with its commit', async () => {
    const stage = await createDeployableStage(lab())
    const person = createPersonOnGitHub(lab(), stage.repository)
    const commit = stage.repository.commits['v1.1.0'] ?? ''
    await person.dispatch({ commit, stage: 'production' })
    await look(stage.repository.fullName)
    await look(stage.repository.fullName)
    const [external, ...others] = await getDb().deployment.findMany({
      where: { stageId: stage.id },
    })
    expect(others).toEqual([])
    expect(external).toMatchObject({ kind: 'external', commitSha: commit, requestedByName: 'emil' })
    expect(await waitForEnd(external?.id ?? '')).toMatchObject({ state: 'succeeded' })
  })
})
