import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { deploymentDetailSchema, getDeployment, triggerDeployment } from '#lib/deployments/index.ts'
import { discoverRuns } from '#lib/deployments/steps/discover-runs.ts'
import type { FaultInput } from '#sandbox/github/index.ts'
import { assertInvariants } from './support/assert-invariants.ts'
import { type Lab, useLab } from './support/lab.ts'
import { listDispatches } from './support/list-dispatches.ts'
import { contextOf } from './support/people.ts'
import { createPersonOnGitHub } from './support/provider.ts'
import { createDeployableStage, waitForEnd, waitForState } from './support/stage.ts'
import { installStateLog } from './support/state-log.ts'
import { workflowFile } from './support/workflow.ts'

const input = { inputs: {}, liftHold: false, ref: 'v1.2.0' }
const emil = contextOf('engineer', 'emil')
const dispatches = '/dispatches$'

async function deployWith(lab: Lab, effect: FaultInput['effect'], times = 1) {
  const stage = await createDeployableStage(lab)
  lab.github.faults.add({ match: { method: 'POST', path: dispatches }, times, effect })
  const { id } = await triggerDeployment(emil, stage.path, input)
  return { stage, id }
}

const signal = () => AbortSignal.timeout(10_000)

describe('a start that goes wrong', { timeout: 60_000 }, () => {
  const lab = useLab()
  beforeAll(installStateLog)
  afterEach(() => assertInvariants(lab()))

  it.each([
    ['accepts and answers 502', { kind: 'accept-then-502' }, 'server_error'],
    ['accepts and drops the connection', { kind: 'accept-then-reset' }, 'connection_lost'],
    ['accepts and breaks off in the middle of the answer', { kind: 'accept-then-cut' }, null],
    ['accepts and answers a web page', { kind: 'html200' }, 'answer_malformed'],
    ['accepts and answers an empty object', { kind: 'empty-json200' }, 'answer_malformed'],
    ['accepts and answers broken JSON', { kind: 'malformed-json' }, 'answer_malformed'],
  ] as const)('adopts the run when GitHub %s, and never sends again', async (_, effect, reason) => {
    lab().runner.hold()
    const { id, stage } = await deployWith(lab(), effect)
    if (reason) {
      expect((await waitForState(id, 'unknown')).stateReason).toBe(reason)
    }
    await waitForState(id, 'running')
    lab().runner.release()
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  })

  it('proves that nothing started when GitHub answers 502 without accepting, and frees the stage', async () => {
    const { id, stage } = await deployWith(lab(), { kind: 'reject-with-502' })
    expect(await waitForEnd(id)).toMatchObject({
      state: 'not_started',
      stateReason: 'never_accepted',
    })
    const detail = await getDeployment(emil, { id })
    expect(deploymentDetailSchema.parse(detail)).toEqual(detail)
    expect(detail.explanation?.sentence).toMatch(
      /^GitHub never started it: \d+ searches since at .* found no run with its id\. Nothing was deployed; you can deploy again\.$/,
    )
    expect(detail.search?.searches).toBeGreaterThan(2)
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
    const next = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(next.id)).toMatchObject({ state: 'succeeded' })
  })

  it('takes up a start that comes to light after it was given up', async () => {
    const { id, stage } = await deployWith(lab(), { kind: 'reject-with-502' })
    const { correlationId } = await waitForState(id, 'not_started')
    const person = createPersonOnGitHub(lab(), stage.repository)
    const commit = stage.repository.commits['v1.2.0'] ?? ''
    await person.dispatch({ commit, stage: 'production', portal_run_id: correlationId })
    const { fullName: repository } = stage.repository
    await discoverRuns(jobContext('test'), { repository, workflow: workflowFile }, signal())
    expect(await waitForState(id, 'succeeded')).toMatchObject({ runAttempt: 1 })
    expect(await getDb().deployment.count({ where: { stageId: stage.id } })).toBe(1)
  })

  it('does not take a failing search for an absence', async () => {
    const stage = await createDeployableStage(lab())
    const { faults } = lab().github
    faults.add({ match: { method: 'POST', path: dispatches }, effect: { kind: 'accept-then-502' } })
    // Longer than the search would have to find nothing for.
    faults.add({
      match: { method: 'GET', path: '/deploy.yml/runs' },
      times: 10,
      effect: { kind: 'reject-with-502' },
    })
    const { id } = await triggerDeployment(emil, stage.path, input)
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    const { search } = await getDeployment(emil, { id })
    expect(search?.failedSearches).toBeGreaterThanOrEqual(8)
  })

  it('gives up waiting for an answer after twenty seconds, and finds the run', async () => {
    const { id, stage } = await deployWith(lab(), { kind: 'stall' })
    const askedAt = Date.now()
    const unknown = await waitForState(id, 'dispatching').then(async () => {
      while (Date.now() - askedAt < 22_000) {
        const row = await getDeployment(emil, { id })
        if (row.state !== 'dispatching') return row
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
      throw new Error('It is still being dispatched.')
    })
    expect(Date.now() - askedAt).toBeLessThan(22_000)
    expect(['unknown', 'running', 'verifying', 'succeeded']).toContain(unknown.state)
    expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
    expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(1)
  }, 60_000)

  it('does not count a redirect as a start, and names the new repository', async () => {
    const stage = await createDeployableStage(lab())
    const location = `${lab().github.apiUrl}/repos/leitstand-sandbox/renamed/actions/workflows/deploy.yml/dispatches`
    lab().github.faults.add({
      match: { method: 'POST', path: dispatches },
      effect: { kind: 'redirect', location },
    })
    const { id } = await triggerDeployment(emil, stage.path, input)
    expect((await waitForState(id, 'unknown')).stateReason).toBe('repository_moved')
    expect(await waitForEnd(id)).toMatchObject({ state: 'not_started' })
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toBe(
      'The repository moved to leitstand-sandbox/renamed. Update "repository" in the system\'s catalog file, then deploy again.',
    )
  })

  it('stores an id beyond the range of numbers exactly', async () => {
    lab().runner.hold()
    const { id } = await deployWith(lab(), { kind: 'bigint-id' })
    const row = await waitForState(id, 'running', 'unknown')
    expect(row.runId).toMatch(/^9007199254740993\d+$/)
    lab().runner.release()
    // The stand-in knows no run of that id: it is looked for, and what is concluded is not success.
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'run_deleted' })
  })

  it.each([
    ['429 with retry-after', 429, { 'retry-after': '3' }],
    [
      '403 with nothing remaining',
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' },
    ],
  ] as const)(
    'waits out %s, asks nothing meanwhile, and starts once',
    async (_, status, headers) => {
      const reset = Math.ceil(Date.now() / 1_000) + 4
      const real =
        'x-ratelimit-reset' in headers
          ? { ...headers, 'x-ratelimit-reset': String(reset) }
          : headers
      const { id, stage } = await deployWith(lab(), {
        kind: 'status',
        status,
        headers: real,
        body: { message: 'You have exceeded a rate limit.' },
      })
      const queued = await waitForState(id, 'queued').then(async (row) => {
        let now = row
        while (now.stateReason !== 'github_rate_limited') now = await waitForState(id, 'queued')
        return now
      })
      const detail = await getDeployment(emil, { id })
      expect(detail.notBefore).toBe(queued.notBefore?.toISOString())
      const limitedAt = lab().github.ledger.list().length
      await new Promise((resolve) => setTimeout(resolve, 1_500))
      expect(lab().github.ledger.list()).toHaveLength(limitedAt)
      expect(await waitForEnd(id)).toMatchObject({ state: 'succeeded' })
      expect(listDispatches(lab(), stage.repository.fullName)).toHaveLength(2)
    },
  )

  it('shows GitHub’s own refusal and frees the stage', async () => {
    const { id } = await deployWith(lab(), {
      kind: 'status',
      status: 422,
      body: { message: 'Workflow does not have a disabled state' },
    })
    expect(await waitForEnd(id)).toMatchObject({ state: 'failed', stateReason: 'rejected' })
    const { explanation } = await getDeployment(emil, { id })
    expect(explanation?.sentence).toBe(
      'GitHub refused to start the workflow: "Workflow does not have a disabled state" Nothing was started.',
    )
  })
})
