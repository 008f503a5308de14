import { describe, expect, it } from 'vitest'
import { failureOf } from './support/failure-of.ts'
import { fullName, place, startTestGitHub, type TestGitHub } from './support/start.ts'
import {
  getRunId,
  pushWorkflow,
  toDeployWorkflow,
  waitForRun,
  workflowFile,
  workflowPath,
} from './support/workflows.ts'

const route = 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches'

function dispatchWith({ octokit }: TestGitHub, params: Record<string, unknown>) {
  return octokit.request(route, { ...place, workflow_id: workflowFile, ref: 'main', ...params })
}

async function listTitles({ octokit }: TestGitHub) {
  const { data } = await octokit.rest.actions.listWorkflowRuns({
    ...place,
    workflow_id: workflowFile,
  })
  return data.workflow_runs.map(({ display_title: title }) => title)
}

describe('a dispatch', () => {
  it('answers with the run that it created when asked for it', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    const answer = await dispatchWith(github, {
      return_run_details: true,
      inputs: { stage: 'production', portal_run_id: 'abc' },
    })
    expect(answer.status).toBe(200)
    const run = await waitForRun(github, getRunId(answer.data), 'completed')
    expect(run).toMatchObject({
      display_title: 'Deploy production [abc]',
      event: 'workflow_dispatch',
      conclusion: 'success',
      actor: { login: 'emil' },
    })
    expect(run.id).toBeGreaterThan(2 ** 31)
  })

  it('answers 204 without a word when not asked, and the run is found by its title', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    const answer = await dispatchWith(github, { inputs: { portal_run_id: 'abc' } })
    expect(answer).toMatchObject({ status: 204, data: '' })
    expect(answer.headers).not.toHaveProperty('x-sandbox-run-id')
    expect(await listTitles(github)).toEqual(['Deploy staging [abc]'])
  })

  it('always answers with the run under the API version of 2026', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    const answer = await dispatchWith(github, { headers: { 'x-github-api-version': '2026-03-10' } })
    expect(getRunId(answer.data)).toBeGreaterThan(0)
  })

  it('refuses an API version nobody supports', async () => {
    const github = await startTestGitHub()
    const failure = await failureOf(
      dispatchWith(github, { headers: { 'x-github-api-version': '2020-01-01' } }),
    )
    expect(failure.status).toBe(410)
  })

  it('refuses the unknown key on an Enterprise Server of 3.19 and creates nothing', async () => {
    const github = await startTestGitHub({ enterpriseServer: '3.19' })
    await pushWorkflow(github, toDeployWorkflow('true'))
    const failure = await failureOf(dispatchWith(github, { return_run_details: true }))
    expect(failure).toMatchObject({
      status: 422,
      message: 'Invalid request.\n\n"return_run_details" is not a permitted key.',
    })
    expect(await listTitles(github)).toEqual([])
    expect((await dispatchWith(github, {})).status).toBe(204)
    expect(await listTitles(github)).toHaveLength(1)
  })
})

describe('what a dispatch refuses', () => {
  const tooMany = Object.fromEntries(
    Array.from({ length: 26 }, (_, index) => [`input${index}`, 'x']),
  )
  it.each([
    ['a commit as its ref', { ref: 'a'.repeat(40) }, `No ref found for: ${'a'.repeat(40)}`],
    ['a branch that is gone', { ref: 'gone' }, 'No ref found for: gone'],
    [
      'an input that is not declared',
      { inputs: { colour: 'red' } },
      'Unexpected inputs provided: ["colour"]',
    ],
    [
      'a choice that is none',
      { inputs: { stage: 'moon' } },
      "Provided value 'moon' for input 'stage' not in the list of allowed values",
    ],
    [
      'more than 25 inputs',
      { inputs: tooMany },
      'Invalid request.\n\nNo more than 25 properties are allowed; 26 were supplied.',
    ],
    ['too much text', { inputs: { commit: 'x'.repeat(70_000) } }, 'inputs are too large.'],
    [
      'a key it does not know',
      { inputz: {} },
      'Invalid request.\n\n"inputz" is not a permitted key.',
    ],
  ])('is %s', async (_, params, message) => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    expect(await failureOf(dispatchWith(github, params))).toMatchObject({ status: 422, message })
    expect(await listTitles(github)).toEqual([])
  })

  it('is a required input that is missing', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(
      github,
      toDeployWorkflow('true').replace(
        'commit: { type: string }',
        'commit: { type: string, required: true }',
      ),
    )
    expect(await failureOf(dispatchWith(github, {}))).toMatchObject({
      status: 422,
      message: "Required input 'commit' not provided",
    })
  })

  it('is a workflow without the trigger, one missing on the ref, one the stand-in cannot run, and no workflow at all', async () => {
    const github = await startTestGitHub()
    const push = (branch: string, content: string | null) =>
      github.server.repositories.push(fullName, {
        branch,
        message: 'Change',
        files: { [workflowPath]: content },
      })
    await push('main', toDeployWorkflow('true'))
    await push('untriggered', 'on: push\njobs: {}\n')
    await push('missing', null)
    await push(
      'matrix',
      toDeployWorkflow('true').replace(
        'runs-on:',
        'strategy: { matrix: { a: [1] } }\n    runs-on:',
      ),
    )
    const refusalOf = (ref: string) => failureOf(dispatchWith(github, { ref }))
    expect(await refusalOf('untriggered')).toMatchObject({
      status: 422,
      message: "Workflow does not have 'workflow_dispatch' trigger",
    })
    expect(await refusalOf('missing')).toMatchObject({ status: 422 })
    expect((await refusalOf('matrix')).message).toContain('The job deploy has a strategy')
    expect(await failureOf(dispatchWith(github, { workflow_id: 'none.yml' }))).toMatchObject({
      status: 404,
    })
  })

  it('is anything in an archived repository', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    github.server.repositories.archive(fullName)
    expect(await failureOf(dispatchWith(github, {}))).toMatchObject({ status: 403 })
  })
})

describe('the list of runs', () => {
  it('filters by event, branch, actor, status, commit and time of creation', async () => {
    const github = await startTestGitHub()
    const sha = await pushWorkflow(github, toDeployWorkflow('true'), 'v1.0.0')
    const startedAt = new Date()
    for (const ref of ['main', 'v1.0.0']) await dispatchWith(github, { ref })
    const { octokit } = github
    const list = async (filter: Record<string, unknown>) =>
      (await octokit.request('GET /repos/{owner}/{repo}/actions/runs', { ...place, ...filter }))
        .data.total_count
    for (const [filter, count] of [
      [{ event: 'workflow_dispatch' }, 2],
      [{ event: 'push' }, 0],
      [{ branch: 'v1.0.0' }, 1],
      [{ actor: 'emil' }, 2],
      [{ actor: 'lena' }, 0],
      [{ head_sha: sha }, 2],
      [{ created: `>=${startedAt.toISOString()}` }, 2],
      [{ created: '<2020-01-01' }, 0],
      [{ created: '2020-01-01..*' }, 2],
    ] as const) {
      expect(await list(filter), JSON.stringify(filter)).toBe(count)
    }
  })

  it('pages, newest first, and links to the next page', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('true'))
    for (const id of ['one', 'two', 'three'])
      await dispatchWith(github, { inputs: { portal_run_id: id } })
    const { data, headers } = await github.octokit.rest.actions.listWorkflowRuns({
      ...place,
      workflow_id: workflowFile,
      per_page: 2,
    })
    expect(data.workflow_runs.map(({ display_title: title }) => title)).toEqual([
      'Deploy staging [three]',
      'Deploy staging [two]',
    ])
    expect(headers.link).toContain('page=2>; rel="next"')
    expect(
      await github.octokit.paginate(github.octokit.rest.actions.listWorkflowRuns, {
        ...place,
        workflow_id: workflowFile,
        per_page: 2,
      }),
    ).toHaveLength(3)
  })
})
