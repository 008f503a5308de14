import { findSimpleUser } from '../people/people.ts'
import { toShortName } from '../repositories/references.ts'
import { getApiUrl, getWebUrl, toMinimalRepository } from '../repositories/repository-json.ts'
import type { RepositoryRecord, RunAttempt, RunRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'

/** The run as its latest attempt, or as an earlier one. */
export function toRunJson(
  world: World,
  repository: RepositoryRecord,
  run: RunRecord,
  attempt: RunAttempt = run,
) {
  const minimal = toMinimalRepository(world, repository)
  return {
    id: run.id,
    name: run.workflowName,
    node_id: toNodeId('WorkflowRun', run.id),
    check_suite_id: run.id,
    check_suite_node_id: toNodeId('CheckSuite', run.id),
    head_branch: toShortName(run.ref),
    head_sha: run.headSha,
    path: world.store.workflows.find(run.workflowId)?.path ?? '',
    run_number: run.runNumber,
    run_attempt: attempt.attempt,
    referenced_workflows: [],
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    display_title: run.displayTitle,
    workflow_id: run.workflowId,
    pull_requests: [],
    created_at: run.createdAt,
    updated_at: attempt.updatedAt,
    run_started_at: attempt.startedAt,
    actor: findSimpleUser(world, run.actor),
    triggering_actor: findSimpleUser(world, attempt.triggeringActor),
    head_commit: run.headCommit,
    repository: minimal,
    head_repository: minimal,
    head_repository_id: repository.id,
    ...toAddresses(world, repository, run, attempt),
  }
}

export function getRunUrl(world: World, repository: RepositoryRecord, runId: number): string {
  return `${getApiUrl(world, repository)}/actions/runs/${runId}`
}

export function getRunPageUrl(world: World, repository: RepositoryRecord, runId: number): string {
  return `${getWebUrl(world, repository)}/actions/runs/${runId}`
}

function toAddresses(
  world: World,
  repository: RepositoryRecord,
  run: RunRecord,
  { attempt }: RunAttempt,
) {
  const api = getApiUrl(world, repository)
  const url = getRunUrl(world, repository, run.id)
  return {
    url,
    html_url: getRunPageUrl(world, repository, run.id),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${api}/check-suites/${run.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: attempt > 1 ? `${url}/attempts/${attempt - 1}` : null,
    workflow_url: `${api}/actions/workflows/${run.workflowId}`,
  }
}
