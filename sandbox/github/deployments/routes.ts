import { z } from 'zod'
import { listChecks } from '../checks/check-results.ts'
import { ensureEnvironment } from '../environments/environments.ts'
import { json, ok } from '../http/answer.ts'
import { type Call, getBody, getIdParam } from '../http/call.ts'
import { GitHubFailure, notFound, unprocessable } from '../http/failure.ts'
import { paginate } from '../http/paging.ts'
import { type Route, repositoryRoute } from '../http/route.ts'
import { getCallerLogin } from '../people/people.ts'
import { findCommitSha } from '../repositories/references.ts'
import { getGitDir, getRepository } from '../repositories/registry.ts'
import type { RepositoryRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { toDeploymentJson, toDeploymentStatusJson } from './deployment-json.ts'

const deploymentSchema = z.object({
  ref: z.string(),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).nullish(),
  payload: z.unknown().default({}),
  environment: z.string().default('production'),
  description: z.string().max(140).nullish(),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
})

const statusSchema = z.object({
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  description: z.string().max(140).default(''),
  environment_url: z.string().default(''),
  log_url: z.string().optional(),
  target_url: z.string().default(''),
  auto_inactive: z.boolean().default(true),
})

/** Deployments and their statuses. */
export function deploymentRoutes(world: World): Route[] {
  return [
    repositoryRoute('GET', '/deployments', (call) => listDeployments(world, call)),
    repositoryRoute('POST', '/deployments', (call) => createDeployment(world, call)),
    repositoryRoute('GET', '/deployments/:deployment', (call) =>
      ok(toDeploymentJson(world, getRepository(world, call), getDeployment(world, call))),
    ),
    repositoryRoute('GET', '/deployments/:deployment/statuses', (call) => {
      const repository = getRepository(world, call)
      const deployment = getDeployment(world, call)
      const { items, headers } = paginate(world, call, listStatuses(world, deployment.id).reverse())
      return ok(
        items.map((status) => toDeploymentStatusJson(world, repository, deployment, status)),
        headers,
      )
    }),
    repositoryRoute('POST', '/deployments/:deployment/statuses', (call) =>
      createStatus(world, call),
    ),
  ]
}

function listDeployments(world: World, call: Call) {
  const repository = getRepository(world, call)
  const wanted = (name: string, value: string) =>
    !call.query.get(name) || call.query.get(name) === value
  const all = world.store.deployments
    .list((deployment) => deployment.repositoryId === repository.id)
    .filter(
      ({ sha, ref, task, environment }) =>
        wanted('sha', sha) &&
        wanted('ref', ref) &&
        wanted('task', task) &&
        wanted('environment', environment),
    )
    .reverse()
  const { items, headers } = paginate(world, call, all)
  return ok(
    items.map((deployment) => toDeploymentJson(world, repository, deployment)),
    headers,
  )
}

async function createDeployment(world: World, call: Call) {
  const repository = getRepository(world, call)
  const { ref, description, ...body } = getBody(call, deploymentSchema)
  const sha = await findCommitSha(getGitDir(world, repository), ref)
  if (!sha) throw unprocessable(`No ref found for: ${ref}`)
  await requireContexts(world, repository, { sha, ref, required: body.required_contexts ?? null })
  const now = toTimestamp(world.now())
  ensureEnvironment(world, repository, body.environment)
  const deployment = world.store.deployments.insert({
    repositoryId: repository.id,
    sha,
    ref,
    task: body.task,
    environment: body.environment,
    description: description ?? null,
    payload: body.payload,
    transient: body.transient_environment,
    production: body.production_environment ?? body.environment === 'production',
    creator: getCallerLogin(world, call.caller),
    createdAt: now,
    updatedAt: now,
  })
  return json(201, toDeploymentJson(world, repository, deployment))
}

interface ContextRequest {
  readonly sha: string
  readonly ref: string
  /** Null asks for every status the commit has; an empty list for none. */
  readonly required: readonly string[] | null
}

async function requireContexts(
  world: World,
  repository: RepositoryRecord,
  { sha, ref, required }: ContextRequest,
) {
  const statuses = (await listChecks(world, repository, sha)).map(({ result }) => result)
  const wanted = required ?? statuses.map(({ name }) => name)
  const unmet = wanted.filter(
    (name) => !statuses.some((status) => status.name === name && status.conclusion === 'success'),
  )
  if (unmet.length === 0) return
  throw new GitHubFailure(409, `Conflict: Commit status checks failed for ${ref}.`, {
    errors: unmet.map((contexts) => ({
      contexts,
      resource: 'Deployment',
      field: 'required_contexts',
      code: 'invalid',
    })),
  })
}

function createStatus(world: World, call: Call) {
  const repository = getRepository(world, call)
  const deployment = getDeployment(world, call)
  const body = getBody(call, statusSchema)
  const creator = getCallerLogin(world, call.caller)
  const createdAt = toTimestamp(world.now())
  const status = world.store.deploymentStatuses.insert({
    deploymentId: deployment.id,
    state: body.state,
    description: body.description,
    environmentUrl: body.environment_url,
    logUrl: body.log_url ?? body.target_url,
    creator,
    createdAt,
  })
  if (body.state === 'success' && body.auto_inactive)
    deactivateEarlier(world, deployment.id, { creator, createdAt })
  return json(201, toDeploymentStatusJson(world, repository, deployment, status))
}

/** https://docs.github.com/rest/deployments/statuses: production and transient environments are left alone. */
function deactivateEarlier(
  world: World,
  id: number,
  { creator, createdAt }: { creator: string; createdAt: string },
) {
  const current = world.store.deployments.find(id)
  const earlier = world.store.deployments.list(
    (other) =>
      other.id < id &&
      other.repositoryId === current?.repositoryId &&
      other.environment === current.environment &&
      !other.production &&
      !other.transient &&
      listStatuses(world, other.id).at(-1)?.state === 'success',
  )
  for (const { id: deploymentId } of earlier) {
    world.store.deploymentStatuses.insert({
      deploymentId,
      state: 'inactive',
      description: '',
      environmentUrl: '',
      logUrl: '',
      creator,
      createdAt,
    })
  }
}

function listStatuses(world: World, deploymentId: number) {
  return world.store.deploymentStatuses.list((status) => status.deploymentId === deploymentId)
}

function getDeployment(world: World, call: Call) {
  const deployment = world.store.deployments.find(getIdParam(call, 'deployment'))
  if (deployment?.repositoryId !== getRepository(world, call).id) throw notFound()
  return deployment
}
