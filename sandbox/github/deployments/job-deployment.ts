import { getRunPageUrl } from '../actions/run-json.ts'
import { toShortName } from '../repositories/references.ts'
import type { JobRecord, RunRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'

/** A job that names an environment is a deployment there. Null for one that does not. */
export function openJobDeployment(world: World, run: RunRecord, job: JobRecord): number | null {
  if (job.environment === null) return null
  const now = toTimestamp(world.now())
  const deployment = world.store.deployments.insert({
    repositoryId: run.repositoryId,
    sha: run.headSha,
    ref: toShortName(run.ref),
    task: 'deploy',
    environment: job.environment,
    description: null,
    payload: {},
    transient: false,
    production: job.environment.toLowerCase() === 'production',
    creator: run.triggeringActor,
    createdAt: now,
    updatedAt: now,
  })
  return deployment.id
}

/** Writes the state the job gives its deployment, if it has one. */
export function reportJobDeployment(world: World, run: RunRecord, job: JobRecord): void {
  const repository = world.store.repositories.find(run.repositoryId)
  if (job.deploymentId === null || !repository) return
  world.store.deploymentStatuses.insert({
    deploymentId: job.deploymentId,
    state: toState(job),
    description: '',
    environmentUrl: '',
    logUrl: `${getRunPageUrl(world, repository, run.id)}/job/${job.id}`,
    creator: run.triggeringActor,
    createdAt: toTimestamp(world.now()),
  })
}

function toState({ status, conclusion }: JobRecord) {
  if (status === 'in_progress') return 'in_progress'
  if (status !== 'completed') return 'queued'
  if (conclusion === 'success') return 'success'
  return conclusion === 'failure' ? 'failure' : 'error'
}
