import { z } from 'zod'
import { toDeploymentJson } from '../deployments/deployment-json.ts'
import { listJobs } from '../engine/changes.ts'
import type { Engine } from '../engine/engine.ts'
import { toEnvironmentPointer, toReviewersJson } from '../environments/environment-json.ts'
import { canReview, ensureEnvironment, findReviewers } from '../environments/environments.ts'
import { ok } from '../http/answer.ts'
import { type Call, getBody } from '../http/call.ts'
import { unprocessable } from '../http/failure.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { findSimpleUser, getCallerLogin } from '../people/people.ts'
import { getRepository } from '../repositories/registry.ts'
import type { JobRecord, RepositoryRecord, RunRecord } from '../store/records.ts'
import type { World } from '../world.ts'
import { getCalledRun } from './run-routes.ts'

const reviewSchema = z.object({
  environment_ids: z.array(z.int()),
  state: z.enum(['approved', 'rejected']),
  comment: z.string(),
})

/** Reviews of jobs that wait for somebody's approval. */
export function approvalRoutes(world: World, engine: Engine): Route[] {
  return [
    repositoryRoute('GET', '/actions/runs/:run/pending_deployments', (call) =>
      ok(listPending(world, call)),
    ),
    repositoryRoute('POST', '/actions/runs/:run/pending_deployments', (call) =>
      review(world, engine, call),
    ),
    repositoryRoute('GET', '/actions/runs/:run/approvals', (call) => {
      const { approvals } = getCalledRun(world, call)
      const repository = getRepository(world, call)
      return ok(
        approvals.map(({ environmentId, state, login, comment }) => ({
          environments: [toEnvironmentPointer(world, repository, environmentId)],
          state,
          user: findSimpleUser(world, login),
          comment,
        })),
      )
    }),
  ]
}

function listPending(world: World, call: Call) {
  const repository = getRepository(world, call)
  const login = getCallerLogin(world, call.caller)
  return listWaiting(world, repository, getCalledRun(world, call)).map(
    ({ environmentId, reviewers }) => ({
      environment: toEnvironmentPointer(world, repository, environmentId),
      wait_timer: 0,
      wait_timer_started_at: null,
      current_user_can_approve: canReview(world, reviewers, login),
      reviewers: toReviewersJson(world, reviewers),
    }),
  )
}

function review(world: World, engine: Engine, call: Call) {
  const repository = getRepository(world, call)
  const run = getCalledRun(world, call)
  const login = getCallerLogin(world, call.caller)
  const { environment_ids: wanted, state, comment } = getBody(call, reviewSchema)
  const reviewed = listWaiting(world, repository, run).filter(({ environmentId }) =>
    wanted.includes(environmentId),
  )
  const mayReview =
    reviewed.length > 0 && reviewed.every(({ reviewers }) => canReview(world, reviewers, login))
  if (!mayReview)
    throw unprocessable(
      'There are no pending deployment requests that you can approve for these environments',
    )
  const { attempt } = run
  engine.review(
    run.id,
    reviewed.map(({ environmentId }) => ({ attempt, environmentId, state, login, comment })),
  )
  return ok(reviewed.flatMap(({ job }) => toJobDeployments(world, repository, job)))
}

function listWaiting(world: World, repository: RepositoryRecord, run: RunRecord) {
  return listJobs(world, run).flatMap((job) => {
    if (job.status !== 'waiting' || job.environment === null) return []
    const reviewers = findReviewers(world, repository, job.environment)
    const environmentId = ensureEnvironment(world, repository, job.environment).id
    return reviewers ? [{ job, reviewers, environmentId }] : []
  })
}

function toJobDeployments(world: World, repository: RepositoryRecord, { deploymentId }: JobRecord) {
  const deployment = deploymentId === null ? null : world.store.deployments.find(deploymentId)
  return deployment ? [toDeploymentJson(world, repository, deployment)] : []
}
