import 'server-only'
import { anything } from '../http/fields.ts'
import { createJsonClient } from '../http/json-client.ts'
import { path } from '../http/path.ts'
import { readLines } from '../http/read-lines.ts'
import {
  aliasesAnswer,
  buildEventsAnswer,
  certificatesAnswer,
  deploymentAnswer,
  deploymentsAnswer,
  domainsAnswer,
  envsAnswer,
  projectAnswer,
  userAnswer,
} from './answers.ts'
import type { VercelTarget } from './target.ts'

export interface VercelClientOptions {
  readonly target: VercelTarget
  readonly token: string
  /** Default: Vercel's own. */
  readonly endpoint?: string
}

/** Names of rights: https://vercel.com/docs/rbac/access-roles */
export const permissions = {
  project: 'Project: read',
  deployments: 'Deployment: read',
  promotion: 'Deployment: promote or roll back',
  environment: 'Environment variables: read',
  logs: 'Logs: read',
  certificates: 'Certificates: read',
} as const

export type VercelClient = ReturnType<typeof createVercelClient>

/** The calls of one project. Every one names the team; without it the token's own account is asked. */
export function createVercelClient({ target, token, endpoint }: VercelClientOptions) {
  const api = createJsonClient({
    platform: 'Vercel',
    baseUrl: endpoint ?? 'https://api.vercel.com',
    token,
  })
  const { project, team } = target
  const scope = team === undefined ? {} : { [team.startsWith('team_') ? 'teamId' : 'slug']: team }
  const read = { query: scope }

  return {
    readProject: (signal: AbortSignal) =>
      api.read({
        ...read,
        path: path`/v9/projects/${project}`,
        permission: permissions.project,
        schema: projectAnswer,
        signal,
      }),
    readDeployment: (id: string, signal: AbortSignal) =>
      api.read({
        ...read,
        path: path`/v13/deployments/${id}`,
        permission: permissions.deployments,
        schema: deploymentAnswer,
        signal,
      }),
    /** Newest first. */
    async listProductionDeployments(
      projectId: string,
      filter: { readonly state: string; readonly rollbackCandidate?: boolean },
      signal: AbortSignal,
    ) {
      const { deployments } = await api.read({
        path: '/v7/deployments',
        query: { ...scope, projectId, target: 'production', limit: 50, ...filter },
        permission: permissions.deployments,
        schema: deploymentsAnswer,
        signal,
      })
      return deployments
    },
    async listPromotionAliases(projectId: string, signal: AbortSignal) {
      const { aliases } = await api.read({
        path: path`/v1/projects/${projectId}/promote/aliases`,
        query: { ...scope, limit: 100 },
        permission: permissions.deployments,
        schema: aliasesAnswer,
        signal,
      })
      return aliases
    },
    /** Gives production's domains to an earlier deployment, and keeps new ones from getting them. */
    async rollBack(projectId: string, deploymentId: string, signal: AbortSignal) {
      await api.change({
        method: 'POST',
        path: path`/v1/projects/${projectId}/rollback/${deploymentId}`,
        query: { ...scope, description: 'Leitstand' },
        permission: permissions.promotion,
        schema: anything,
        signal,
      })
    },
    /** Gives production's domains to a deployment, and lets new ones have them again. */
    async promote(projectId: string, deploymentId: string, signal: AbortSignal) {
      await api.change({
        method: 'POST',
        path: path`/v10/projects/${projectId}/promote/${deploymentId}`,
        query: scope,
        permission: permissions.promotion,
        schema: anything,
        signal,
      })
    },
    /** Names and kinds; values stay encrypted. */
    async listEnvs(signal: AbortSignal) {
      const call = { ...read, path: path`/v10/projects/${project}/env` }
      const { envs } = await api.read({
        ...call,
        permission: permissions.environment,
        schema: envsAnswer,
        signal,
      })
      return envs
    },
    async listDomains(projectId: string, signal: AbortSignal) {
      const { domains } = await api.read({
        path: path`/v9/projects/${projectId}/domains`,
        query: { ...scope, limit: 100 },
        permission: permissions.project,
        schema: domainsAnswer,
        signal,
      })
      return domains.map(({ name }) => name)
    },
    async listCertificates(signal: AbortSignal) {
      const { certs } = await api.read({
        path: '/v4/certs',
        query: { ...scope, limit: 100 },
        permission: permissions.certificates,
        schema: certificatesAnswer,
        signal,
      })
      return certs
    },
    readBuildEvents: (
      deploymentId: string,
      window: { readonly from: Date; readonly to: Date; readonly limit: number },
      signal: AbortSignal,
    ) =>
      api.read({
        path: path`/v3/deployments/${deploymentId}/events`,
        query: {
          ...scope,
          builds: 1,
          direction: 'backward',
          follow: 0,
          limit: window.limit,
          since: window.from.getTime(),
          until: window.to.getTime(),
        },
        permission: permissions.logs,
        schema: buildEventsAnswer,
        signal,
      }),
    /** One JSON text per line, without an end. */
    async openRuntimeLogs(projectId: string, deploymentId: string, signal: AbortSignal) {
      const body = await api.open({
        ...read,
        path: path`/v1/projects/${projectId}/deployments/${deploymentId}/runtime-logs`,
        permission: permissions.logs,
        signal,
      })
      return readLines(body as AsyncIterable<Uint8Array>)
    },
    async readUser(signal: AbortSignal) {
      const call = { path: '/v2/user', permission: 'User: read', signal }
      const { user } = await api.read({ ...call, schema: userAnswer })
      return user.email ?? user.username ?? null
    },
  }
}
