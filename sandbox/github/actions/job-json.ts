import { toShortName } from '../repositories/references.ts'
import { getApiUrl } from '../repositories/repository-json.ts'
import type { JobRecord, RepositoryRecord, RunRecord, StepRecord } from '../store/records.ts'
import { toNodeId, type World } from '../world.ts'
import { getRunPageUrl, getRunUrl } from './run-json.ts'

export function toJobJson(
  world: World,
  repository: RepositoryRecord,
  run: RunRecord,
  job: JobRecord,
) {
  const api = getApiUrl(world, repository)
  const hasRunner = job.startedAt !== null
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.workflowName,
    head_branch: toShortName(run.ref),
    run_url: getRunUrl(world, repository, run.id),
    run_attempt: job.attempt,
    node_id: toNodeId('CheckRun', job.id),
    head_sha: run.headSha,
    url: `${api}/actions/jobs/${job.id}`,
    html_url: `${getRunPageUrl(world, repository, run.id)}/job/${job.id}`,
    status: job.status,
    conclusion: job.conclusion,
    created_at: job.createdAt,
    // The description has no job without a start: GitHub writes the time of creation until it starts.
    started_at: job.startedAt ?? job.createdAt,
    completed_at: job.completedAt,
    name: job.name,
    steps: job.steps.map(toStepJson),
    check_run_url: `${api}/check-runs/${job.id}`,
    labels: job.labels,
    runner_id: hasRunner ? 1 : null,
    runner_name: hasRunner ? 'Sandbox runner' : null,
    runner_group_id: hasRunner ? 1 : null,
    runner_group_name: hasRunner ? 'Default' : null,
  }
}

function toStepJson({ number, name, status, conclusion, startedAt, completedAt }: StepRecord) {
  return { name, status, conclusion, number, started_at: startedAt, completed_at: completedAt }
}
