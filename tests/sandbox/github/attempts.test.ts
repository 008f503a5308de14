import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import { makeFolder } from './support/processes.ts'
import { fullName, place, startTestGitHub, type TestGitHub } from './support/start.ts'
import { waitFor } from './support/wait-for.ts'
import {
  dispatch,
  getRun,
  listJobs,
  pushWorkflow,
  toDeployWorkflow,
  waitForRun,
} from './support/workflows.ts'

describe('a re-run', () => {
  async function startFailing() {
    const folder = makeFolder()
    const github = await startTestGitHub()
    const workflow = `on: workflow_dispatch
jobs:
  build: { runs-on: x, steps: [{ run: 'echo x >> ${folder}/builds' }] }
  deploy: { needs: build, runs-on: x, steps: [{ run: 'test -e ${folder}/go' }] }
`
    await pushWorkflow(github, workflow)
    const runId = await dispatch(github)
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({
      conclusion: 'failure',
      run_attempt: 1,
    })
    writeFileSync(join(folder, 'go'), '')
    return { folder, github, runId }
  }

  function waitForAttempt(github: TestGitHub, runId: number, attempt: number) {
    return waitFor(async () => {
      const run = await getRun(github, runId)
      return run.run_attempt === attempt && run.status === 'completed' ? run : null
    })
  }

  it('keeps the id, counts the attempt, and leaves the first one readable', async () => {
    const { folder, github, runId } = await startFailing()
    await github.octokitOf('lena').rest.actions.reRunWorkflow({ ...place, run_id: runId })
    const run = await waitForAttempt(github, runId, 2)
    expect(run).toMatchObject({
      conclusion: 'success',
      actor: { login: 'emil' },
      triggering_actor: { login: 'lena' },
    })
    const first = await github.octokit.rest.actions.getWorkflowRunAttempt({
      ...place,
      run_id: runId,
      attempt_number: 1,
    })
    expect(first.data).toMatchObject({ id: runId, run_attempt: 1, conclusion: 'failure' })
    const { data } = await github.octokit.rest.actions.listJobsForWorkflowRun({
      ...place,
      run_id: runId,
      filter: 'all',
    })
    expect(data.jobs.map(({ run_attempt: attempt }) => attempt)).toEqual([1, 1, 2, 2])
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe('x\nx\n')
  })

  it('of failed jobs leaves the successful ones alone', async () => {
    const { folder, github, runId } = await startFailing()
    await github.octokit.rest.actions.reRunWorkflowFailedJobs({ ...place, run_id: runId })
    expect(await waitForAttempt(github, runId, 2)).toMatchObject({ conclusion: 'success' })
    expect((await listJobs(github, runId)).map(({ name }) => name).sort()).toEqual([
      'build',
      'deploy',
    ])
    expect(readFileSync(join(folder, 'builds'), 'utf8')).toBe('x\n')
  })
})

describe('a run that needs an approval', () => {
  const settings = {
    repositories: [
      {
        fullName,
        environments: [{ name: 'production', reviewers: { users: [], teams: ['leads'] } }],
      },
    ],
  }

  async function startWaiting() {
    const github = await startTestGitHub(settings)
    await pushWorkflow(
      github,
      toDeployWorkflow('true').replace('runs-on:', 'environment: Production\n    runs-on:'),
    )
    const runId = await dispatch(github)
    await waitForRun(github, runId, 'waiting')
    return { github, runId }
  }

  async function review(
    github: TestGitHub,
    login: string,
    state: 'approved' | 'rejected',
    runId: number,
  ) {
    const octokit = github.octokitOf(login)
    const { data: pending } = await octokit.rest.actions.getPendingDeploymentsForRun({
      ...place,
      run_id: runId,
    })
    const ids = pending.map(({ environment }) => environment.id ?? 0)
    return octokit.rest.actions.reviewPendingDeploymentsForRun({
      ...place,
      run_id: runId,
      environment_ids: ids,
      state,
      comment: 'Looked at it',
    })
  }

  it('waits through a restart until a reviewer lets it go', async () => {
    const { github, runId } = await startWaiting()
    const restarted = await github.restart()
    expect(await getRun(restarted, runId)).toMatchObject({ status: 'waiting' })
    expect(await failureOf(review(restarted, 'emil', 'approved', runId))).toMatchObject({
      status: 422,
    })
    const reviewed = await review(restarted, 'lena', 'approved', runId)
    expect(reviewed.data).toMatchObject([{ environment: 'Production' }])
    expect(await waitForRun(restarted, runId, 'completed')).toMatchObject({ conclusion: 'success' })
    const { data } = await restarted.octokit.rest.actions.getReviewsForRun({
      ...place,
      run_id: runId,
    })
    expect(data).toMatchObject([
      { state: 'approved', user: { login: 'lena' }, comment: 'Looked at it' },
    ])
  })

  it('fails when the reviewer says no', async () => {
    const { github, runId } = await startWaiting()
    await review(github, 'lena', 'rejected', runId)
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({ conclusion: 'failure' })
  })
})
