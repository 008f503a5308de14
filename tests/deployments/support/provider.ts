import { Octokit } from 'octokit'
import type { Lab, RepositoryPlace } from './lab.ts'
import { workflowFile } from './workflow.ts'

/** Somebody who works on GitHub itself, behind the portal's back. */
export function createPersonOnGitHub(lab: Lab, { owner, name }: RepositoryPlace) {
  const octokit = new Octokit({
    baseUrl: lab.github.apiUrl,
    auth: 'ghp_emil_of_the_sandbox',
    retry: { enabled: false },
    throttle: { enabled: false },
    log: { debug() {}, info() {}, warn() {}, error() {} },
  })
  const place = { owner, repo: name }
  return {
    /** Starts the deploy workflow by hand. */
    async dispatch(inputs: Readonly<Record<string, string>>): Promise<void> {
      await octokit.request(
        'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
        {
          ...place,
          workflow_id: workflowFile,
          ref: 'main',
          inputs,
        },
      )
    },
    rerun: (runId: string) =>
      octokit.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun', {
        ...place,
        run_id: Number(runId),
      }),
    cancel: (runId: string) =>
      octokit.request('POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel', {
        ...place,
        run_id: Number(runId),
      }),
  }
}
