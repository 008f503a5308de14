import { describe, expect, it } from 'vitest'
import type { GitHubServer } from '#sandbox/github/index.ts'
import { fullName, place, startTestGitHub } from './support/start.ts'
import {
  dispatch,
  getRun,
  listJobs,
  pushWorkflow,
  toDeployWorkflow,
  waitForRun,
} from './support/workflows.ts'

async function open({ webUrl }: GitHubServer, address: string, language = 'en') {
  const headers = { accept: 'text/html', 'accept-language': language }
  const response = await fetch(new URL(address, webUrl), { headers })
  return { status: response.status, content: await response.text() }
}

describe('a link in an answer', () => {
  it('leads to a page of the run with the log of its jobs', async () => {
    const github = await startTestGitHub()
    await pushWorkflow(github, toDeployWorkflow('echo "<b>bold</b>"'))
    const runId = await dispatch(github)
    await waitForRun(github, runId, 'completed')
    const run = await getRun(github, runId)
    const [job] = await listJobs(github, runId)
    for (const address of [run.html_url, job?.html_url ?? '']) {
      const { status, content } = await open(github.server, address, 'de')
      expect(status).toBe(200)
      expect(content).toContain('Zustand')
      expect(content).toContain('&lt;b&gt;bold&lt;/b&gt;')
      expect(content).not.toContain('<b>bold</b>')
    }
  })

  it('leads to the repository, the commit and the file', async () => {
    const github = await startTestGitHub()
    const sha = await pushWorkflow(github, toDeployWorkflow('true'), 'v1.0.0')
    const commit = (await github.octokit.rest.repos.getCommit({ ...place, ref: sha })).data
    const [workflow] = (await github.octokit.rest.actions.listRepoWorkflows(place)).data.workflows
    for (const [address, text] of [
      [`/${fullName}`, 'v1.0.0'],
      [commit.html_url, 'Describe the deployment'],
      [workflow?.html_url ?? '', 'workflow_dispatch'],
      ['/', fullName],
    ] as const) {
      expect((await open(github.server, address)).content, address).toContain(text)
    }
  })
})

describe('what does not exist', () => {
  it('is a page in the language of a browser and JSON for everybody else', async () => {
    const { server, octokit } = await startTestGitHub()
    expect(await open(server, '/somebody/nothing', 'de')).toMatchObject({
      status: 404,
      content: expect.stringContaining('gibt es in der Sandbox nicht'),
    })
    expect(await open(server, '/somebody/nothing')).toMatchObject({
      status: 404,
      content: expect.stringContaining('has no such page'),
    })
    await expect(octokit.request('GET /repos/{owner}/{repo}/nothing', place)).rejects.toMatchObject(
      {
        status: 404,
        response: { data: { message: 'Not Found' } },
      },
    )
  })
})
