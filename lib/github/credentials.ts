import { existsSync, readFileSync } from 'node:fs'
import type { App } from 'octokit'
import { z } from 'zod'
import type { Env } from '#lib/core/env.ts'
import { SettingsError } from '#lib/core/errors.ts'
import { registerSecret } from '#lib/core/redact.ts'
import { fail, type GitHubFailure, ok, type Result } from './failure.ts'
import { createApp } from './octokit.ts'

/** Who a call is made as. `key` names the allowance it counts against. */
export interface Credential {
  readonly key: string
  readonly authorization: string
}

export interface Credentials {
  /** What to present for an account's repositories; `refresh` asks for a new token after the last was refused. */
  forOwner(owner: string, options?: { readonly refresh?: boolean }): Promise<Result<Credential>>
  /** Installation ids of the App, or null when a plain token is used. */
  readonly app: AppCredentials | null
}

export interface AppCredentials {
  asApp(): Promise<Credential>
  asInstallation(id: number): Promise<Credential>
}

/** All installations of the App; asked through the ordinary request path. */
export type ListInstallations = (app: Credential) => Promise<Result<readonly Installation[]>>

export interface Installation {
  readonly id: number
  /** Login of the account it is installed for. */
  readonly account: string
  readonly isSuspended: boolean
}

const installationTtlMs = 5 * 60_000

export function createCredentials(env: Env, listInstallations: ListInstallations): Credentials {
  if (env.GITHUB_APP_ID && env.GITHUB_APP_PRIVATE_KEY) {
    const privateKey = readPrivateKey(env.GITHUB_APP_PRIVATE_KEY)
    const app = createApp(env.GITHUB_API_URL, env.GITHUB_APP_ID, privateKey)
    return createInstallationCredentials(app, listInstallations)
  }
  const token = env.GITHUB_TOKEN
  return {
    app: null,
    forOwner: async () =>
      token ? ok({ key: 'token', authorization: `token ${token}` }) : fail(notConfigured),
  }
}

const notConfigured: GitHubFailure = {
  kind: 'not_configured',
  message:
    'No GitHub credentials are set: GITHUB_APP_ID with GITHUB_APP_PRIVATE_KEY, or GITHUB_TOKEN.',
}

function createInstallationCredentials(
  app: App,
  listInstallations: ListInstallations,
): Credentials {
  let known: { readonly list: readonly Installation[]; readonly until: number } | null = null
  const asApp = async (): Promise<Credential> => {
    const { token } = await app.octokit.auth({ type: 'app' }).then(parseToken)
    return { key: 'app', authorization: `bearer ${token}` }
  }
  const asInstallation = async (id: number, refresh = false): Promise<Credential> => {
    const auth = await app.octokit.auth({ type: 'installation', installationId: id, refresh })
    const { token } = parseToken(auth)
    registerSecret(token)
    return { key: `installation:${id}`, authorization: `token ${token}` }
  }
  const findInstallation = async (owner: string): Promise<Result<Installation>> => {
    if (!known || known.until < Date.now()) {
      const found = await listInstallations(await asApp())
      if (!found.ok) return found
      known = { list: found.value, until: Date.now() + installationTtlMs }
    }
    const account = owner.toLowerCase()
    const installation = known.list.find((item) => item.account.toLowerCase() === account)
    if (!installation) return fail(notInstalled(owner))
    return installation.isSuspended ? fail(suspended(owner)) : ok(installation)
  }
  return {
    app: { asApp, asInstallation },
    forOwner: async (owner, { refresh = false } = {}) => {
      if (refresh) known = null
      const found = await findInstallation(owner)
      // What stands in the way may have been mended a moment ago, so only good news is remembered.
      if (!found.ok) known = null
      return found.ok ? ok(await asInstallation(found.value.id, refresh)) : found
    },
  }
}

export const notInstalled = (owner: string): GitHubFailure => ({
  kind: 'not_installed',
  message: `The GitHub App is not installed for ${owner}.`,
})

const suspended = (owner: string): GitHubFailure => ({
  kind: 'suspended',
  message: `The GitHub App is suspended for ${owner}.`,
})

const tokenSchema = z.object({ token: z.string().min(1) })
const parseToken = (auth: unknown) => tokenSchema.parse(auth)

/** PEM text with real or written line ends, or the path of a file with it. */
function readPrivateKey(setting: string): string {
  const text = setting.replaceAll('\\n', '\n')
  if (text.includes('-----BEGIN')) return text
  if (existsSync(setting)) {
    const key = readFileSync(setting, 'utf8')
    registerSecret(key.trim())
    return key
  }
  throw new SettingsError(
    'Settings: GITHUB_APP_PRIVATE_KEY is neither PEM text nor the path of a readable file. See .env.example.',
  )
}
