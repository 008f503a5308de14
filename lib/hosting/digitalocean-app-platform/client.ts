import 'server-only'
import { HostingError } from '../failure.ts'
import { anything } from '../http/fields.ts'
import { createJsonClient, type JsonClient } from '../http/json-client.ts'
import { path } from '../http/path.ts'
import {
  accountAnswer,
  appAnswer,
  appsAnswer,
  deploymentAnswer,
  deploymentsAnswer,
  healthAnswer,
  logUrlsAnswer,
  rawSpecAnswer,
  validationAnswer,
} from './answers.ts'
import type { AppPlatformTarget } from './target.ts'

export interface AppPlatformClientOptions {
  readonly target: AppPlatformTarget
  readonly token: string
  /** Default: DigitalOcean's own. */
  readonly endpoint?: string
}

export type LogType = 'BUILD' | 'DEPLOY' | 'RUN'

export type AppPlatformClient = ReturnType<typeof createAppPlatformClient>

/** Scopes of a token: https://docs.digitalocean.com/reference/api/scopes/ */
export const readScope = 'app:read'
export const updateScope = 'app:update'

const defaultEndpoint = 'https://api.digitalocean.com'
const appsPerPage = 200
const maxAppPages = 10

/** The calls of one app. Those that change something are sent once. */
export function createAppPlatformClient({ target, token, endpoint }: AppPlatformClientOptions) {
  const api = createJsonClient({
    platform: 'DigitalOcean',
    baseUrl: endpoint ?? defaultEndpoint,
    token,
  })
  let appId = target.appId ?? null
  const at = async (signal: AbortSignal) => {
    appId ??= await findAppId(api, target.appName ?? '', signal)
    return path`/v2/apps/${appId}`
  }
  const reading = (signal: AbortSignal) => ({ permission: readScope, signal })
  const changing = (signal: AbortSignal) =>
    ({ method: 'POST', permission: updateScope, signal }) as const

  return {
    async readApp(signal: AbortSignal) {
      const call = { ...reading(signal), path: await at(signal), schema: appAnswer }
      return (await api.read(call)).app
    },
    /** The app with its spec exactly as it came: order and fields unknown here included. */
    async readAppWithSpec(signal: AbortSignal) {
      const call = { ...reading(signal), path: await at(signal), schema: appAnswer }
      const { value, text } = await api.readAnswer(call)
      return { app: value.app, spec: rawSpecAnswer.parse(JSON.parse(text)).app.spec }
    },
    async readHealth(signal: AbortSignal) {
      const call = { ...reading(signal), path: `${await at(signal)}/health`, schema: healthAnswer }
      return (await api.read(call)).app_health.components ?? []
    },
    /** Newest first. */
    async listDeployments(signal: AbortSignal) {
      const call = {
        ...reading(signal),
        path: `${await at(signal)}/deployments`,
        query: { page: 1, per_page: 50 },
        schema: deploymentsAnswer,
      }
      const { deployments } = await api.read(call)
      return deployments.toSorted(
        (one, other) => other.created_at.getTime() - one.created_at.getTime(),
      )
    },
    async readDeployment(id: string, signal: AbortSignal) {
      const call = {
        ...reading(signal),
        path: (await at(signal)) + path`/deployments/${id}`,
        schema: deploymentAnswer,
      }
      return (await api.read(call)).deployment
    },
    async readLogUrls(
      log: { deploymentId: string; component: string; type: LogType; follow: boolean },
      signal: AbortSignal,
    ) {
      return api.read({
        ...reading(signal),
        path:
          (await at(signal)) +
          path`/deployments/${log.deploymentId}/components/${log.component}/logs`,
        query: { type: log.type, follow: log.follow },
        schema: logUrlsAnswer,
      })
    },
    async validateRollback(deploymentId: string, signal: AbortSignal) {
      const { value } = await api.change({
        ...changing(signal),
        path: `${await at(signal)}/rollback/validate`,
        body: { deployment_id: deploymentId, skip_pin: false },
        schema: validationAnswer,
        changes: false,
      })
      return value
    },
    async rollBack(deploymentId: string, signal: AbortSignal) {
      const { value } = await api.change({
        ...changing(signal),
        path: `${await at(signal)}/rollback`,
        body: { deployment_id: deploymentId, skip_pin: false },
        schema: deploymentAnswer,
      })
      return value.deployment
    },
    async commitRollback(signal: AbortSignal) {
      const call = { ...changing(signal), path: `${await at(signal)}/rollback/commit` }
      await api.change({ ...call, schema: anything })
    },
    async revertRollback(signal: AbortSignal) {
      const call = { ...changing(signal), path: `${await at(signal)}/rollback/revert` }
      await api.change({ ...call, schema: anything })
    },
    /** Replaces the whole spec; source versions stay as they are. */
    async replaceSpec(spec: unknown, signal: AbortSignal) {
      const { value } = await api.change({
        ...changing(signal),
        method: 'PUT',
        path: await at(signal),
        body: { spec, update_all_source_versions: false },
        schema: appAnswer,
      })
      return value.app
    },
    /** Who the token belongs to; needs a scope that nothing else here needs. */
    async readAccount(signal: AbortSignal) {
      const call = { permission: 'account:read', signal, path: '/v2/account' }
      return (await api.read({ ...call, schema: accountAnswer })).account.email
    },
  }
}

async function findAppId(api: JsonClient, name: string, signal: AbortSignal): Promise<string> {
  for (let page = 1; page <= maxAppPages; page += 1) {
    const { apps } = await api.read({
      path: '/v2/apps',
      query: { page, per_page: appsPerPage },
      permission: readScope,
      schema: appsAnswer,
      signal,
    })
    const found = apps.find(({ spec }) => spec.name === name)
    if (found) return found.id
    if (apps.length < appsPerPage) break
  }
  throw new HostingError(
    'not_found',
    `DigitalOcean shows this token no app named "${name}". Check the name in the catalog and the token's team.`,
    { permission: readScope },
  )
}
