import { z } from 'zod'
import { ask, change, get, json, Refusal, type Route } from '../rest/route.ts'
import { mostInstances, type SampleApp } from './app.ts'
import { findSpecFault, listParts } from './app-spec.ts'
import type { DeploymentRecord } from './app-state.ts'

const RollbackBody = z.looseObject({ deployment_id: z.string(), skip_pin: z.boolean().optional() })
const UpdateBody = z.looseObject({ spec: z.record(z.string(), z.unknown()) })

/** How far back an app can go. */
const keptRevisions = 10

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Apps */
export function createAppRoutes(app: SampleApp): Route[] {
  const { store } = app
  const { state } = store
  const at = `/v2/apps/${state.appId}`
  return [
    get('/v2/apps', () => {
      app.sync()
      return json(200, { apps: [toApp(app)], links: {}, meta: { total: 1 } })
    }),
    get(at, () => {
      app.sync()
      return json(200, { app: toApp(app) })
    }),
    change('PUT', at, ({ body }) => json(200, { app: update(app, body) })),
    get(`${at}/health`, () => json(200, { app_health: { components: listHealth(app) } })),
    get(`${at}/deployments`, () => {
      app.sync()
      const deployments = state.deployments.map(toDeployment)
      return json(200, { deployments, links: {}, meta: { total: deployments.length } })
    }),
    get(`${at}/deployments/:id`, ({ params }) =>
      json(200, { deployment: toDeployment(requireDeployment(app, params.id)) }),
    ),
    ask(`${at}/rollback/validate`, ({ body }) => json(200, validate(app, body))),
    change('POST', `${at}/rollback`, ({ body }) => json(200, { deployment: rollBack(app, body) })),
    change('POST', `${at}/rollback/commit`, () => {
      requirePinned(app)
      state.pinnedId = null
      store.save()
      return { status: 200, body: undefined }
    }),
    change('POST', `${at}/rollback/revert`, () => {
      const pinned = requireDeployment(app, requirePinned(app))
      const before = state.deployments[state.deployments.indexOf(pinned) + 1]
      state.pinnedId = null
      const deployment = app.begin({
        cause: 'app rollback reverted',
        commit: commitOf(before ?? pinned),
      })
      return json(200, { deployment: toDeployment(deployment) })
    }),
  ]
}

function toApp({ store: { state }, findActive, findInProgress }: SampleApp) {
  const pinned = state.deployments.find(({ id }) => id === state.pinnedId)
  const active = findActive()
  const coming = findInProgress()
  return {
    id: state.appId,
    owner_uuid: '00000000-0000-4000-8000-000000000042',
    spec: state.spec,
    ...(active ? { active_deployment: toDeployment(active) } : {}),
    ...(coming ? { in_progress_deployment: toDeployment(coming) } : {}),
    ...(pinned ? { pinned_deployment: toDeployment(pinned) } : {}),
    default_ingress: 'https://hackthestudy.sandbox.example',
    created_at: state.createdAt,
    updated_at: active?.updated_at ?? state.createdAt,
    tier_slug: 'basic',
    region: { slug: 'fra', label: 'Frankfurt', continent: 'Europe', data_centers: ['fra1'] },
    domains: [{ id: 'domain-1', phase: 'ACTIVE', spec: { domain: 'api.hackthestudy.ch' } }],
  }
}

function toDeployment({ history: _history, ...deployment }: DeploymentRecord) {
  return deployment
}

function listHealth({ stage, store }: SampleApp) {
  const { processes } = stage.report()
  return listParts(store.state.spec).map(({ name, instance_count: desired = 1 }) => {
    const own = processes.filter(({ component }) => component === name)
    const ready = own.filter(({ status }) => status === 'running').length
    const state = ready >= desired ? 'HEALTHY' : 'UNHEALTHY'
    return { name, state, replicas_desired: desired, replicas_ready: ready }
  })
}

function update(app: SampleApp, body: unknown) {
  const parsed = UpdateBody.safeParse(body)
  const { state } = app.store
  app.sync()
  const { spec } = parsed.data ?? {}
  const fault = spec ? findSpecFault(spec) : 'missing app spec'
  if (fault || !spec) throw refusal(400, 'bad_request', fault ?? 'missing app spec')
  requireFree(app)
  const counts = listParts(spec).map(
    ({ name, instance_count: count = 1 }) => [name, count] as const,
  )
  if (counts.some(([, count]) => count > mostInstances)) {
    throw refusal(400, 'bad_request', `This account runs at most ${mostInstances} instances.`)
  }
  const commit = commitOf(app.findActive())
  state.spec = spec
  app.begin({ cause: 'app spec updated', commit, instances: Object.fromEntries(counts) })
  return toApp(app)
}

function validate(app: SampleApp, body: unknown) {
  app.sync()
  const { deployment_id: id } = RollbackBody.parse(body)
  const fault = findRollbackFault(app, id)
  return fault ? { valid: false, error: fault } : { valid: true }
}

function findRollbackFault({ store: { state } }: SampleApp, id: string) {
  const deployment = state.deployments.find((each) => each.id === id)
  if (!deployment) throw refusal(404, 'not_found', 'deployment not found')
  if (state.pinnedId) return { code: 'app_pinned', message: 'the app is pinned to a deployment' }
  if (deployment.phase === 'ERROR') {
    return { code: 'incompatible_result', message: 'deployment result "failed" is unsuitable' }
  }
  if (deployment.phase !== 'SUPERSEDED') {
    return { code: 'incompatible_phase', message: `deployment phase is ${deployment.phase}` }
  }
  return state.deployments.indexOf(deployment) > keptRevisions
    ? { code: 'exceeded_revision_limit', message: 'the deployment is too old' }
    : null
}

function rollBack(app: SampleApp, body: unknown) {
  app.sync()
  const { deployment_id: id, skip_pin: skipsPin = false } = RollbackBody.parse(body)
  const fault = findRollbackFault(app, id)
  if (fault) throw refusal(400, 'bad_request', fault.message)
  requireFree(app)
  const deployment = app.begin({
    cause: 'app rollback',
    commit: commitOf(requireDeployment(app, id)),
    clonedFrom: id,
  })
  if (!skipsPin) app.store.state.pinnedId = deployment.id
  app.store.save()
  return toDeployment(deployment)
}

function requireFree(app: SampleApp) {
  if (app.store.state.pinnedId) throw refusal(409, 'conflict', 'the app is pinned to a deployment')
  if (app.findInProgress()) throw refusal(409, 'conflict', 'a deployment is in progress')
}

function requirePinned({ store: { state } }: SampleApp): string {
  if (!state.pinnedId) throw refusal(400, 'bad_request', 'the app is not pinned')
  return state.pinnedId
}

export function requireDeployment({ store: { state } }: SampleApp, id = ''): DeploymentRecord {
  const found = state.deployments.find((each) => each.id === id)
  if (!found) throw refusal(404, 'not_found', 'deployment not found')
  return found
}

function commitOf(deployment: DeploymentRecord | null): string {
  const commit = deployment?.services[0]?.source_commit_hash
  if (!commit) throw refusal(400, 'bad_request', 'the app has no active deployment')
  return commit
}

export function refusal(status: number, id: string, message: string) {
  return new Refusal(status, { id, message })
}
