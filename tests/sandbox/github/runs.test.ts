import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import { isAlive, makeFolder, readPid, toWaitingScript } from './support/processes.ts'
import { fullName, place, startTestGitHub } from './support/start.ts'
import { waitFor } from './support/wait-for.ts'
import {
  dispatch,
  getRun,
  listJobs,
  pushWorkflow,
  readOnlyLog,
  toDeployWorkflow,
  waitForRun,
} from './support/workflows.ts'

describe('a run', () => {
  it('executes the scripts of the commit that its workflow checks out', async () => {
    const folder = makeFolder()
    const github = await startTestGitHub({ runnerEnvironment: { TARGET: folder } })
    const workflow = toDeployWorkflow('sh deploy.sh').replace(
      'steps:',
      `steps:
      - uses: actions/checkout@v4
        with: { ref: "\${{ inputs.commit }}" }
      - uses: actions/setup-node@v4`,
    )
    await pushWorkflow(github, workflow)
    const files = (word: string) => ({
      'deploy.sh': `echo "${word} $INPUT_STAGE $GITHUB_REPOSITORY" > "$TARGET/result"\n`,
    })
    const good = await github.server.repositories.push(fullName, {
      branch: 'main',
      message: 'Good',
      files: files('good'),
    })
    await github.server.repositories.push(fullName, {
      branch: 'main',
      message: 'Bad',
      files: files('bad'),
    })
    const runId = await dispatch(github, { stage: 'production', commit: good })
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({ conclusion: 'success' })
    expect(readFileSync(join(folder, 'result'), 'utf8')).toBe(`good production ${fullName}\n`)
    expect(await readOnlyLog(github, runId)).toContain(
      'The sandbox does not run actions/setup-node@v4',
    )
  })

  it('fails with the exit code of its step and skips what follows', async () => {
    const github = await startTestGitHub()
    const workflow = `${toDeployWorkflow('echo before\nexit 7')}      - run: echo never
      - if: failure()
        run: echo cleaning up
`
    await pushWorkflow(github, workflow)
    const runId = await dispatch(github)
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({ conclusion: 'failure' })
    const [job] = await listJobs(github, runId)
    expect(job?.steps?.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['Set up job', 'success'],
      ['Deploy to staging', 'failure'],
      ['Run echo never', 'skipped'],
      ['Run echo cleaning up', 'success'],
      ['Complete job', 'success'],
    ])
    const log = await readOnlyLog(github, runId)
    expect(log).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z before$/m)
    expect(log).toContain('Process completed with exit code 7.')
    expect(log).toContain('Z cleaning up')
  })

  it('can be read while it executes: status, step and log', async () => {
    const folder = makeFolder()
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow(`echo halfway\n${toWaitingScript(folder)}`))
    const runId = await dispatch(github)
    await readPid(folder, 'pid')
    expect(await getRun(github, runId)).toMatchObject({ status: 'in_progress', conclusion: null })
    const [job] = await listJobs(github, runId)
    expect(job?.steps?.[1]).toMatchObject({
      status: 'in_progress',
      conclusion: null,
      completed_at: null,
    })
    expect(await readOnlyLog(github, runId)).toContain('Z halfway')
    writeFileSync(join(folder, 'go'), '')
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({ conclusion: 'success' })
  })

  it('ends with every process it started when it is cancelled, and only once', async () => {
    const folder = makeFolder()
    const github = await startTestGitHub()
    await pushWorkflow(
      github,
      `${toDeployWorkflow(toWaitingScript(folder))}      - if: always()\n        run: echo tidying\n`,
    )
    const runId = await dispatch(github)
    const [pid, child] = [await readPid(folder, 'pid'), await readPid(folder, 'child')]
    await github.octokit.rest.actions.cancelWorkflowRun({ ...place, run_id: runId })
    expect(await waitForRun(github, runId, 'completed')).toMatchObject({ conclusion: 'cancelled' })
    await waitFor(() => (isAlive(pid) || isAlive(child) ? null : true))
    expect(await readOnlyLog(github, runId)).toContain('Z tidying')
    const again = failureOf(
      github.octokit.rest.actions.cancelWorkflowRun({ ...place, run_id: runId }),
    )
    expect(await again).toMatchObject({
      status: 409,
      message: 'Cannot cancel a workflow run that is completed.',
    })
  })

  it('never writes the value of a secret into a log', async () => {
    const github = await startTestGitHub({
      repositories: [
        { fullName, secrets: { API_KEY: 'very-secret-value' }, variables: { LEVEL: 'loud' } },
      ],
    })
    const script = `echo "key \${{ secrets.API_KEY }} at \${{ vars.LEVEL }}"
echo "::add-mask::made-up-later"
echo made-up-later`
    await pushWorkflow(github, toDeployWorkflow(script))
    const runId = await dispatch(github)
    await waitForRun(github, runId, 'completed')
    const log = await readOnlyLog(github, runId)
    expect(log).toContain('Z key *** at loud')
    expect(log).not.toMatch(/very-secret-value|Z made-up-later/)
  })

  it('passes outputs on to later steps and jobs, and skips jobs whose need failed', async () => {
    const github = await startTestGitHub()
    const workflow = `on: workflow_dispatch
jobs:
  build:
    runs-on: x
    outputs: { version: "\${{ steps.make.outputs.version }}" }
    steps:
      - id: make
        run: echo "version=1.2.3" >> "$GITHUB_OUTPUT"; echo "COLOUR=blue" >> "$GITHUB_ENV"
      - run: test "$COLOUR" = blue
  deploy:
    needs: build
    runs-on: x
    steps: [{ run: 'echo deploying \${{ needs.build.outputs.version }}; exit 1' }]
  announce:
    needs: deploy
    runs-on: x
    steps: [{ run: 'true' }]
  report:
    needs: deploy
    if: always() && needs.deploy.result == 'failure'
    runs-on: x
    steps: [{ run: 'true' }]
`
    await pushWorkflow(github, workflow)
    const runId = await dispatch(github)
    await waitForRun(github, runId, 'completed')
    const jobs = await listJobs(github, runId)
    expect(jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['build', 'success'],
      ['deploy', 'failure'],
      ['announce', 'skipped'],
      ['report', 'success'],
    ])
    const { data } = await github.octokit.rest.actions.downloadJobLogsForWorkflowRun({
      ...place,
      job_id: jobs[1]?.id ?? 0,
    })
    expect(data).toContain('Z deploying 1.2.3')
  })

  it('is cancelled with its processes when the stand-in stops', async () => {
    const folder = makeFolder()
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow(toWaitingScript(folder)))
    const runId = await dispatch(github)
    const pid = await readPid(folder, 'pid')
    const restarted = await github.restart()
    expect(isAlive(pid)).toBe(false)
    expect(await waitForRun(restarted, runId, 'completed')).toMatchObject({
      conclusion: 'cancelled',
    })
    expect(
      (await restarted.octokit.rest.actions.listWorkflowRunsForRepo(place)).data.total_count,
    ).toBe(1)
  })

  it('has failed, says why, and executes no more after the stand-in was killed', async () => {
    const folder = makeFolder()
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow(toWaitingScript(folder)))
    const runId = await dispatch(github)
    const pid = await readPid(folder, 'pid')
    const next = await github.startAsAfterCrash()
    expect(await waitForRun(next, runId, 'completed')).toMatchObject({ conclusion: 'failure' })
    expect(await readOnlyLog(next, runId)).toContain('The runner lost this job')
    await waitFor(() => (isAlive(pid) ? null : true))
  })
})
