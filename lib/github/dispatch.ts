import { z } from 'zod'
import { fail, ok, type Result } from './failure.ts'
import { githubId, webUrl } from './fields.ts'
import type { GitHub } from './get-github.ts'
import { isRefName, isWorkflowFile } from './names.ts'
import { callRepository } from './read.ts'

export interface DispatchRequest {
  readonly workflow: string
  /** Branch or tag whose workflow file runs. */
  readonly ref: string
  readonly inputs: Readonly<Record<string, string>>
  readonly mayStillSend?: () => boolean
}

/** GitHub accepted it. Without an id the run has to be found by what was sent along. */
export interface Dispatched {
  readonly runId: string | null
  readonly runUrl: string | null
}

const timeoutMs = 20_000

const runDetails = z.object({ workflow_run_id: githubId, html_url: webUrl.nullish() })

/** Servers known not to understand the question for the run's id, by address. */
const withoutRunDetails = new Set<string>()

/**
 * Starts a workflow, with one request. Only a server that rejects the question for the run's id when it validates the
 * request is asked a second time without it: https://github.com/cli/cli/issues/12672
 */
export async function dispatchWorkflow(
  github: GitHub,
  repository: string,
  request: DispatchRequest,
): Promise<Result<Dispatched>> {
  if (!isWorkflowFile(request.workflow) || !isRefName(request.ref)) {
    const message = 'A workflow is started by its file name on a branch or tag.'
    return fail({ kind: 'invalid_name', message })
  }
  const asksForId = !withoutRunDetails.has(github.apiUrl)
  const first = await dispatchOnce(github, repository, request, asksForId)
  if (first.ok || !asksForId || !isUnknownKey(first)) return first
  withoutRunDetails.add(github.apiUrl)
  return dispatchOnce(github, repository, request, false)
}

async function dispatchOnce(
  github: GitHub,
  repository: string,
  { workflow, ref, inputs, mayStillSend }: DispatchRequest,
  asksForId: boolean,
): Promise<Result<Dispatched>> {
  const answer = await callRepository(github, 'change', repository, {
    route: 'POST /actions/workflows/{workflow_id}/dispatches',
    parameters: {
      workflow_id: workflow,
      ref,
      inputs,
      ...(asksForId ? { return_run_details: true } : {}),
    },
    schema: runDetails,
    timeoutMs,
    mayStillSend,
  })
  if (!answer.ok) return answer
  const { value } = answer.value
  return ok({ runId: value?.workflow_run_id ?? null, runUrl: value?.html_url ?? null })
}

function isUnknownKey(result: Result<Dispatched>): boolean {
  return (
    !result.ok &&
    result.failure.kind === 'rejected' &&
    result.failure.message.includes('return_run_details')
  )
}
