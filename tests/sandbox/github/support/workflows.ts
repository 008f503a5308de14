import type { TestGitHub } from './start.ts'
import { fullName, place } from './start.ts'
import { waitFor } from './wait-for.ts'

export const workflowFile = 'deploy.yml'
export const workflowPath = `.github/workflows/${workflowFile}`

/** A workflow with one job; `script` is its only command. */
export function toDeployWorkflow(script: string, extra = ''): string {
  return `name: Deploy
run-name: "Deploy \${{ inputs.stage }} [\${{ inputs.portal_run_id }}]"
on:
  workflow_dispatch:
    inputs:
      stage: { type: choice, options: [staging, production], default: staging }
      commit: { type: string }
      portal_run_id: { type: string }
${extra}
jobs:
  deploy:
    runs-on: ubuntu-latest
    steps:
      - name: Deploy to \${{ inputs.stage }}
        run: |
${script.replaceAll(/^/gm, '          ')}
`
}

export async function pushWorkflow(
  github: TestGitHub,
  workflow: string,
  tag?: string,
): Promise<string> {
  return github.server.repositories.push(fullName, {
    branch: 'main',
    message: 'Describe the deployment',
    files: { [workflowPath]: workflow },
    tag,
  })
}

/** Resolves to the id of the run. */
export async function dispatch(
  github: TestGitHub,
  inputs: Record<string, string> = {},
  ref = 'main',
): Promise<number> {
  const { data } = await github.octokit.request(
    'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
    { ...place, workflow_id: workflowFile, ref, inputs, return_run_details: true },
  )
  return getRunId(data)
}

/** octokit's types know the older, empty answer only. */
export function getRunId(data: unknown): number {
  if (typeof data === 'object' && data !== null && 'workflow_run_id' in data)
    return Number(data.workflow_run_id)
  throw new Error('The dispatch answered without a run.')
}

export async function getRun({ octokit }: TestGitHub, runId: number) {
  return (await octokit.rest.actions.getWorkflowRun({ ...place, run_id: runId })).data
}

export function waitForRun(github: TestGitHub, runId: number, status: string) {
  return waitFor(async () => {
    const run = await getRun(github, runId)
    return run.status === status ? run : null
  })
}

export async function listJobs({ octokit }: TestGitHub, runId: number) {
  return (await octokit.rest.actions.listJobsForWorkflowRun({ ...place, run_id: runId })).data.jobs
}

export async function readOnlyLog(github: TestGitHub, runId: number): Promise<string> {
  const [job] = await listJobs(github, runId)
  if (!job) throw new Error(`Run ${runId} has no job.`)
  const { data } = await github.octokit.rest.actions.downloadJobLogsForWorkflowRun({
    ...place,
    job_id: job.id,
  })
  return String(data)
}
