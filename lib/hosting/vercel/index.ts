import 'server-only'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { HostingError } from '../failure.ts'
import { checkRights } from '../http/check-access.ts'
import type { AccessReport, HostingAdapter } from '../port.ts'
import { createVercelClient, permissions, type VercelClient } from './client.ts'
import { createLogs } from './logs.ts'
import { getProductionId, toFacts, toRunningRelease, toSettings } from './mapper.ts'
import { createRollback } from './rollback.ts'
import type { VercelTarget } from './target.ts'

export interface VercelOptions extends AdapterOptions {
  readonly target: VercelTarget
  readonly credential: CredentialOf<'vercel'>
}

/** The production environment of a project on Vercel. */
export function createVercelAdapter(options: VercelOptions): HostingAdapter {
  const { target, credential, components, endpoint } = options
  const client = createVercelClient({
    target,
    token: credential.token,
    ...(endpoint === undefined ? {} : { endpoint }),
  })
  return {
    kind: 'vercel',
    checkAccess: (signal) => checkAccess(client, signal),
    releases: {
      async readRunningRelease(signal) {
        const observedAt = new Date()
        return toRunningRelease(await readState(client, signal), { components, observedAt })
      },
    },
    rollback: createRollback(client, components),
    logs: createLogs(client, components),
    configuration: {
      listSettings: async (_fingerprint, signal) =>
        toSettings(await client.listEnvs(signal), components),
    },
    facts: { readFacts: (signal) => readFacts(client, signal) },
  }
}

async function readState(client: VercelClient, signal: AbortSignal) {
  const project = await client.readProject(signal)
  const [current, [coming]] = await Promise.all([
    client.readDeployment(getProductionId(project), signal),
    client.listProductionDeployments(project.id, { state: 'QUEUED,INITIALIZING,BUILDING' }, signal),
  ])
  return { project, current, coming: coming ?? null }
}

async function readFacts(client: VercelClient, signal: AbortSignal) {
  const project = await client.readProject(signal)
  const [current, domains, certificates] = await Promise.all([
    client.readDeployment(getProductionId(project), signal),
    client.listDomains(project.id, signal),
    client.listCertificates(signal).catch(onlyIfTold),
  ])
  return toFacts({ project, current }, domains, certificates)
}

/** Not every role may see certificates; the probes measure them anyway. */
function onlyIfTold(error: unknown) {
  const isHidden =
    error instanceof HostingError && (error.failure === 'denied' || error.failure === 'not_found')
  if (isHidden) return []
  throw error
}

const policy = `Access token of a member of the team, its scope limited to the team and its time bounded.
Tokens have no rights of their own: they may do what the member's role may.
Viewer or Contributor – releases, names of settings, logs, facts
Developer or Project Administrator – rollback too`

async function checkAccess(client: VercelClient, signal: AbortSignal): Promise<AccessReport> {
  const project = client.readProject(signal)
  const inProduction = async () => getProductionId(await project)
  const now = () => ({ from: new Date(Date.now() - 60_000), to: new Date(), limit: 1 })
  const [checks, identity] = await Promise.all([
    checkRights([
      {
        permission: permissions.project,
        capabilities: ['releases', 'facts'],
        try: () => project,
      },
      {
        permission: permissions.deployments,
        capabilities: ['releases'],
        try: async () => client.readDeployment(await inProduction(), signal),
      },
      {
        permission: permissions.environment,
        capabilities: ['configuration'],
        try: () => client.listEnvs(signal),
      },
      {
        permission: permissions.logs,
        capabilities: ['logs'],
        try: async () => client.readBuildEvents(await inProduction(), now(), signal),
      },
      { permission: permissions.promotion, capabilities: ['rollback'], try: null },
    ]),
    client.readUser(signal).catch(() => null),
  ])
  return { identity, checks, policy: { language: 'text', text: policy } }
}
