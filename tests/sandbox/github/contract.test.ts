import { execFileSync } from 'node:child_process'
import type { Octokit } from 'octokit'
import { beforeAll, expect, it } from 'vitest'
import { callControl } from './support/call-control.ts'
import { type Contract, loadContract } from './support/contract.ts'
import { startReceiver } from './support/receiver.ts'
import {
  fullName,
  installationId,
  owner,
  place,
  startTestGitHub,
  type TestGitHub,
} from './support/start.ts'
import { waitFor } from './support/wait-for.ts'
import {
  dispatch,
  listJobs,
  pushWorkflow,
  toDeployWorkflow,
  waitForRun,
  workflowFile,
} from './support/workflows.ts'

let contract: Contract
beforeAll(() => {
  contract = loadContract()
})

/** Calls as the product does, and has the answer judged. */
async function call(octokit: Octokit, route: string, params: Record<string, unknown> = {}) {
  const { status, data } = await octokit.request(route, { ...place, ...params })
  contract.requireAnswer(route, status, data)
  return data
}

const author = { name: 'Emil', email: 'emil@sandbox.invalid' }

async function startWithHistory() {
  const github = await startTestGitHub({
    repositories: [
      {
        fullName,
        description: 'A sample',
        environments: [
          {
            name: 'production',
            reviewers: { teams: ['leads'], users: ['lena'] },
            secrets: { TOKEN: 'x' },
            variables: { REGION: 'eu' },
          },
        ],
        secrets: { DATABASE_URL: 'postgres://x' },
        variables: { LEVEL: 'info' },
        defaultChecks: [
          { name: 'test', conclusion: 'success' },
          { name: 'legacy/ci', conclusion: 'failure', kind: 'status' },
          { name: 'slow', conclusion: null },
        ],
      },
    ],
  })
  const first = await pushWorkflow(github, toDeployWorkflow('echo deployed'), 'v1.0.0')
  await github.server.repositories.push(fullName, {
    branch: 'feature',
    message: 'Explain the feature',
    files: { 'docs/feature.md': '# Feature\n', 'ümlaut.txt': 'x' },
    author,
  })
  mergePullRequest(github, 7)
  return { github, first }
}

function mergePullRequest({ gitDir }: TestGitHub, number: number) {
  const git = (...args: string[]) =>
    execFileSync('git', ['--git-dir', gitDir, ...args], { env: identity })
      .toString()
      .trim()
  const message = `Merge pull request #${number} from ${owner}/feature\n\nAdd the feature`
  const merge = git('commit-tree', 'feature^{tree}', '-p', 'main', '-p', 'feature', '-m', message)
  git('update-ref', 'refs/heads/main', merge)
}

const identity = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Emil',
  GIT_AUTHOR_EMAIL: author.email,
  GIT_COMMITTER_NAME: 'Emil',
  GIT_COMMITTER_EMAIL: author.email,
}

it('answers about repositories and commits as GitHub describes', async () => {
  const { github, first } = await startWithHistory()
  const { octokit } = github
  const repository = '/repos/{owner}/{repo}'
  for (const [route, params] of [
    [`GET ${repository}`, {}],
    [`GET ${repository}/branches`, {}],
    [`GET ${repository}/branches/{branch}`, { branch: 'main' }],
    [`GET ${repository}/tags`, {}],
    [`GET ${repository}/git/ref/{ref}`, { ref: 'tags/v1.0.0' }],
    [`GET ${repository}/git/matching-refs/{ref}`, { ref: 'heads/' }],
    [`GET ${repository}/commits`, {}],
    [`GET ${repository}/commits/{ref}`, { ref: 'main' }],
    [`GET ${repository}/commits/{ref}/status`, { ref: 'main' }],
    [`GET ${repository}/commits/{ref}/check-runs`, { ref: first }],
    [`GET ${repository}/commits/{commit_sha}/pulls`, { commit_sha: 'feature' }],
    [`GET ${repository}/compare/{basehead}`, { basehead: 'v1.0.0...main' }],
    [`GET ${repository}/contents/{path}`, { path: '.github/workflows' }],
    [`GET ${repository}/pulls`, { state: 'all' }],
    [`GET ${repository}/pulls/{pull_number}`, { pull_number: 7 }],
    [`GET ${repository}/git/trees/{tree_sha}`, { tree_sha: 'main', recursive: '1' }],
  ] as const) {
    const data = await call(octokit, route, params)
    expect(Array.isArray(data) ? data.length : 1, route).toBeGreaterThan(0)
  }
})

it('takes branches, files and pull requests as GitHub describes', async () => {
  const { github, first } = await startWithHistory()
  const { octokit } = github
  const repository = '/repos/{owner}/{repo}'
  await call(octokit, `POST ${repository}/git/refs`, { ref: 'refs/heads/records', sha: first })
  const path = 'docs/decisions/ümlaut.md'
  const content = Buffer.from('# Ü\n').toString('base64')
  const file = { path, branch: 'records', message: 'Record it', content }
  await call(octokit, `PUT ${repository}/contents/{path}`, file)
  const written = execFileSync('git', ['--git-dir', github.gitDir, 'rev-parse', `records:${path}`])
  await call(octokit, `GET ${repository}/git/blobs/{file_sha}`, {
    file_sha: written.toString().trim(),
  })
  await expect(
    octokit.request(`PUT ${repository}/contents/{path}`, { ...place, ...file }),
    'a file that exists is named by its blob',
  ).rejects.toMatchObject({ status: 422 })
  const pull = { head: 'records', base: 'main', title: 'Record it', body: 'Because' }
  await call(octokit, `POST ${repository}/pulls`, pull)
  await expect(
    octokit.request(`POST ${repository}/pulls`, { ...place, ...pull }),
  ).rejects.toMatchObject({ status: 422 })
  await call(octokit, `GET ${repository}/pulls`, { head: `${owner}:records`, state: 'all' })
  await call(octokit, `GET ${repository}/pulls/{pull_number}`, { pull_number: 8 })
  await call(octokit, `PUT ${repository}/pulls/{pull_number}/merge`, { pull_number: 8 })
  const merged = await octokit.request(`GET ${repository}/pulls/{pull_number}`, {
    ...place,
    pull_number: 8,
  })
  expect(merged.data).toMatchObject({ merged: true, state: 'closed', title: 'Record it' })
})

it('answers about workflows, runs, jobs, environments and deployments as GitHub describes', async () => {
  const { github } = await startWithHistory()
  const { octokit } = github
  const runId = await dispatch(github)
  await waitForRun(github, runId, 'completed')
  const [job] = await listJobs(github, runId)
  const repository = '/repos/{owner}/{repo}'
  for (const [route, params] of [
    [`GET ${repository}/actions/workflows`, {}],
    [`GET ${repository}/actions/workflows/{workflow_id}`, { workflow_id: workflowFile }],
    [`GET ${repository}/actions/workflows/{workflow_id}/runs`, { workflow_id: workflowFile }],
    [`GET ${repository}/actions/runs`, {}],
    [`GET ${repository}/actions/runs/{run_id}`, { run_id: runId }],
    [
      `GET ${repository}/actions/runs/{run_id}/attempts/{attempt_number}`,
      { run_id: runId, attempt_number: 1 },
    ],
    [`GET ${repository}/actions/runs/{run_id}/jobs`, { run_id: runId }],
    [
      `GET ${repository}/actions/runs/{run_id}/attempts/{attempt_number}/jobs`,
      { run_id: runId, attempt_number: 1 },
    ],
    [`GET ${repository}/actions/runs/{run_id}/pending_deployments`, { run_id: runId }],
    [`GET ${repository}/actions/runs/{run_id}/approvals`, { run_id: runId }],
    [`GET ${repository}/actions/jobs/{job_id}`, { job_id: job?.id }],
    [`GET ${repository}/actions/secrets`, {}],
    [`GET ${repository}/actions/variables`, {}],
    [`GET ${repository}/environments`, {}],
    [`GET ${repository}/environments/{environment_name}`, { environment_name: 'production' }],
    [
      `GET ${repository}/environments/{environment_name}/secrets`,
      { environment_name: 'production' },
    ],
    [
      `GET ${repository}/environments/{environment_name}/variables`,
      { environment_name: 'production' },
    ],
    [
      `POST ${repository}/deployments`,
      { ref: 'main', auto_merge: false, required_contexts: [], environment: 'staging' },
    ],
    [`GET ${repository}/deployments`, {}],
    [`POST ${repository}/actions/runs/{run_id}/rerun`, { run_id: runId }],
    [`DELETE ${repository}/actions/runs/{run_id}`, { run_id: runId }],
  ] as const) {
    if (route.startsWith('DELETE')) await waitForRun(github, runId, 'completed')
    await call(octokit, route, params)
  }
  const [deployment] = (await octokit.rest.repos.listDeployments(place)).data
  const below = {
    deployment_id: deployment?.id,
    state: 'success',
    environment_url: 'https://staging.example.org',
  }
  await call(octokit, `POST ${repository}/deployments/{deployment_id}/statuses`, below)
  await call(octokit, `GET ${repository}/deployments/{deployment_id}/statuses`, below)
  await call(octokit, `GET ${repository}/deployments/{deployment_id}`, below)
})

it('answers about people, teams and itself as GitHub describes', async () => {
  const { octokit } = await startTestGitHub()
  for (const [route, params] of [
    ['GET /user', {}],
    ['GET /user/emails', {}],
    ['GET /user/orgs', {}],
    ['GET /user/teams', {}],
    ['GET /users/{username}', { username: 'lena' }],
    ['GET /orgs/{org}/members', { org: owner }],
    ['GET /orgs/{org}/teams', { org: owner }],
    ['GET /orgs/{org}/teams/{team_slug}', { org: owner, team_slug: 'leads' }],
    ['GET /orgs/{org}/teams/{team_slug}/members', { org: owner, team_slug: 'leads' }],
    [
      'GET /orgs/{org}/teams/{team_slug}/memberships/{username}',
      { org: owner, team_slug: 'leads', username: 'lena' },
    ],
    ['GET /rate_limit', {}],
    ['GET /meta', {}],
  ] as const) {
    await call(octokit, route, params)
  }
})

it('answers the App as GitHub describes', async () => {
  const github = await startTestGitHub()
  const { octokit } = github.app
  const installation = { installation_id: installationId }
  await call(octokit, 'GET /app')
  // Written out for this route alone, an account would have to be a user and an enterprise at once.
  const { data: installations } = await octokit.request('GET /app/installations')
  for (const installation of installations) contract.requireSchema('installation', installation)
  await call(octokit, 'GET /app/installations/{installation_id}', installation)
  await call(octokit, 'GET /orgs/{org}/installation', { org: owner })
  await call(octokit, 'GET /repos/{owner}/{repo}/installation')
  await call(octokit, 'POST /app/installations/{installation_id}/access_tokens', installation)
  const asInstallation = await github.app.getInstallationOctokit(installationId)
  await call(asInstallation, 'GET /installation/repositories')
  const receiver = await startReceiver()
  github.server.setWebhookTargets([{ url: receiver.url, secret: 's' }])
  github.server.repositories.archive(fullName)
  const delivery = await waitFor(async () => {
    const [found] = (await octokit.request('GET /app/hook/deliveries')).data
    return found ?? null
  })
  await call(octokit, 'GET /app/hook/deliveries')
  await call(octokit, 'GET /app/hook/deliveries/{delivery_id}', { delivery_id: delivery.id })
})

it('delivers webhooks as GitHub describes', async () => {
  const receiver = await startReceiver()
  const github = await startTestGitHub({ webhookTargets: [{ url: receiver.url, secret: 's' }] })
  await pushWorkflow(github, toDeployWorkflow('true'), 'v1.0.0')
  await waitForRun(github, await dispatch(github), 'completed')
  await callControl(github.server, 'POST', '/ping')
  github.server.repositories.rename(fullName, 'renamed')
  github.server.repositories.transfer(`${owner}/renamed`, 'another-owner')
  github.server.repositories.archive('another-owner/renamed')
  github.server.installation.suspend()
  github.server.installation.unsuspend()
  github.server.installation.remove()
  await waitFor(() => receiver.listNames().includes('installation.deleted') || null)
  for (const { event, payload } of receiver.deliveries) {
    const action = payload.action ? `-${String(payload.action)}` : ''
    contract.requireWebhook(`${event}${action}`.replaceAll('_', '-'), payload)
  }
  expect([...new Set(receiver.listNames())].sort()).toEqual([
    'installation.deleted',
    'installation.suspend',
    'installation.unsuspend',
    'ping',
    'push',
    'repository.archived',
    'repository.renamed',
    'repository.transferred',
    'workflow_job.completed',
    'workflow_job.in_progress',
    'workflow_job.queued',
    'workflow_run.completed',
    'workflow_run.in_progress',
    'workflow_run.requested',
  ])
})

it('refuses an answer that lacks what GitHub describes', () => {
  expect(() => contract.requireAnswer('GET /user', 200, { login: 'emil' })).toThrow(
    /required property/,
  )
})
