import { createHash } from 'node:crypto'
import { encryptValue } from '../rest/encrypt-value.ts'
import { followFile, readFileLines } from '../rest/follow-file.ts'
import { type Call, change, get, json, Refusal, type Route, type Streaming } from '../rest/route.ts'
import type { DeploymentRecord, VercelProject } from './project.ts'

export interface VercelWorld {
  readonly projects: readonly VercelProject[]
  readonly teamSlug: string
  readonly teamId: string
  /** Hobby goes back by one deployment alone. */
  readonly plan: 'hobby' | 'pro'
}

/** https://vercel.com/docs/rest-api */
export function createVercelRoutes(world: VercelWorld): Route[] {
  const inTeam =
    (handle: (call: Call) => ReturnType<Route['handle']>): Route['handle'] =>
    (call) => {
      const { query } = call
      const isTeam = query.get('teamId') === world.teamId || query.get('slug') === world.teamSlug
      // Without its team a token sees the person's own projects, of which there are none.
      if (!isTeam) throw refusal(404, 'not_found', 'Project not found.')
      return handle(call)
    }
  const project = ({ params }: Call) => requireProject(world, params.project)
  return [
    get('/v2/user', () =>
      json(200, { user: { email: 'platform@sailing.example', username: 'platform' } }),
    ),
    get(
      '/v9/projects/:project',
      inTeam((call) => json(200, toProject(project(call)))),
    ),
    get(
      '/v9/projects/:project/domains',
      inTeam((call) => json(200, { domains: [{ name: project(call).domain, verified: true }] })),
    ),
    get(
      '/v10/projects/:project/env',
      inTeam((call) => json(200, { envs: listEnvs(project(call)) })),
    ),
    get(
      '/v7/deployments',
      inTeam((call) => json(200, list(world, call))),
    ),
    get(
      '/v13/deployments/:id',
      inTeam(({ params }) => json(200, toDeployment(requireDeployment(world, params.id)))),
    ),
    get(
      '/v3/deployments/:id/events',
      inTeam(({ params }) => {
        requireDeployment(world, params.id)
        // Builds of the sandbox happen on its host and leave no log.
        return json(200, [])
      }),
    ),
    get(
      '/v4/certs',
      inTeam(() => json(200, { certs: [], pagination: { count: 0, next: null } })),
    ),
    get(
      '/v1/projects/:project/promote/aliases',
      inTeam((call) => json(200, { aliases: listAliases(project(call)), pagination: {} })),
    ),
    get(
      '/v1/projects/:project/deployments/:id/runtime-logs',
      inTeam((call) => streamRows(requireProject(world, call.params.project))),
    ),
    change(
      'POST',
      '/v10/projects/:project/promote/:id',
      inTeam((call) => move(world, call, 'promote')),
    ),
    change(
      'POST',
      '/v1/projects/:project/rollback/:id',
      inTeam((call) => move(world, call, 'rollback')),
    ),
  ]
}

function toProject({ state, name }: VercelProject) {
  const current = state.deployments.find(({ uid }) => uid === state.currentId)
  return {
    id: state.id,
    name,
    accountId: 'team_sandbox',
    targets: { production: current ? { id: current.uid, readyState: 'READY' } : null },
    lastAliasRequest: state.lastAliasRequest,
  }
}

function list(world: VercelWorld, { query }: Call) {
  const project = requireProject(world, query.get('projectId') ?? '')
  const wantsReady = (query.get('state') ?? 'READY').split(',').includes('READY')
  const isCandidate = ({ uid }: DeploymentRecord) => uid !== project.state.currentId
  const wantsCandidates = query.get('rollbackCandidate') === 'true'
  const found = wantsReady
    ? project.state.deployments.filter((each) => !wantsCandidates || isCandidate(each))
    : []
  return {
    deployments: found.slice(0, Number(query.get('limit') ?? 20)).map((each) => ({
      ...{ uid: each.uid, name: project.name, projectId: project.state.id, type: 'LAMBDAS' },
      ...shared(each),
      ...{ created: each.createdAt, state: 'READY', isRollbackCandidate: isCandidate(each) },
    })),
    pagination: { count: found.length, next: null, prev: null },
  }
}

function toDeployment({ project, deployment }: Found) {
  return {
    ...{ id: deployment.uid, name: project.name, projectId: project.state.id },
    ...shared(deployment),
    ...{ regions: ['fra1'], ready: deployment.createdAt, alias: [project.domain] },
  }
}

function shared({ commit, createdAt, readySubstate }: DeploymentRecord) {
  return {
    ...{ readyState: 'READY', readySubstate, target: 'production', createdAt, aliasError: null },
    meta: { githubCommitSha: commit, githubCommitRef: 'main', githubOrg: 'leitstand-sandbox' },
  }
}

function listAliases({ domain, state }: VercelProject) {
  const status = state.lastAliasRequest?.jobStatus
  if (!status) return []
  const word = status === 'succeeded' ? 'completed' : status
  return [{ alias: domain, id: `als_${domain}`, status: word }]
}

function listEnvs({ settings, stage }: VercelProject) {
  return settings.map((key) => ({
    ...{
      id: `env_${key.toLowerCase()}`,
      key,
      type: 'encrypted',
      target: ['production', 'preview'],
    },
    value: encryptValue(stage.settings[key] ?? ''),
    ...{ createdAt: Date.parse('2026-06-01'), updatedAt: Date.parse('2026-06-01') },
  }))
}

function move(world: VercelWorld, { params }: Call, type: 'promote' | 'rollback') {
  const project = requireProject(world, params.project)
  const { state } = project
  const { deployment } = requireDeployment(world, params.id)
  if (deployment.uid === state.currentId) {
    throw refusal(409, 'conflict', 'The deployment is already in production.')
  }
  if (state.lastAliasRequest?.jobStatus === 'in-progress') {
    throw refusal(409, 'conflict', 'Another promotion is in progress.')
  }
  const behind = state.deployments.findIndex(({ uid }) => uid === state.currentId) + 1
  const isPrevious = state.deployments[behind]?.uid === deployment.uid
  if (type === 'rollback' && world.plan === 'hobby' && !isPrevious) {
    throw refusal(402, 'payment_required', 'Upgrade to roll back further than one deployment.')
  }
  project.move(deployment.uid, type)
  return { status: 201, body: undefined }
}

function streamRows(project: VercelProject): Streaming {
  const { stage, component, domain } = project
  const file = stage.findLogFile(component)
  return (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/stream+json' })
    let before = 0
    const write = (line: string) => {
      before += 1
      response.write(`${JSON.stringify(toRow(line, { before, domain }))}\n`)
    }
    for (const line of readFileLines(file)) write(line)
    response.once('close', followFile(file, write))
  }
}

const longestMessage = 4_096

function toRow(line: string, { before, domain }: { before: number; domain: string }) {
  const at = Date.parse(line.slice(0, 24))
  const level = /\b(INFO|WARN|ERROR)\b/.exec(line)?.[1] ?? 'INFO'
  return {
    rowId: createHash('sha256').update(`${before} ${line}`).digest('hex').slice(0, 24),
    timestampInMs: Number.isNaN(at) ? Date.now() : at,
    level: level === 'WARN' ? 'warning' : level.toLowerCase(),
    message: line.slice(0, longestMessage),
    messageTruncated: line.length > longestMessage,
    ...{ source: 'serverless', domain, requestMethod: '', requestPath: '', responseStatusCode: 0 },
  }
}

interface Found {
  readonly project: VercelProject
  readonly deployment: DeploymentRecord
}

function requireProject({ projects }: VercelWorld, wanted = ''): VercelProject {
  const found = projects.find(({ name, state }) => name === wanted || state.id === wanted)
  if (!found) throw refusal(404, 'not_found', 'Project not found.')
  found.sync()
  return found
}

function requireDeployment({ projects }: VercelWorld, wanted = ''): Found {
  for (const project of projects) {
    const deployment = project.state.deployments.find(({ uid }) => uid === wanted)
    if (deployment) return { project, deployment }
  }
  throw refusal(404, 'not_found', 'The deployment could not be found.')
}

function refusal(status: number, code: string, message: string) {
  return new Refusal(status, { error: { code, message } })
}
