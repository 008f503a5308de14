import 'server-only'
import type { z } from 'zod'
import { type Env, getEnv } from '#lib/core/env.ts'
import { AnswerCache } from './answer-cache.ts'
import { classifyAnswer, classifyConnectionError } from './classify-error.ts'
import { type Credential, type Credentials, createCredentials } from './credentials.ts'
import { withDeadline } from './deadline.ts'
import { fail, ok, type Result } from './failure.ts'
import { listInstallations } from './installations.ts'
import { isOwnerName } from './names.ts'
import { createOctokit, RequestError } from './octokit.ts'
import { RateLimits } from './rate-limit.ts'
import { defaultTimeoutMs, type GitHubAnswer, type GitHubRequest, sendRequest } from './request.ts'

/** One GitHub server, as the functions of this folder use it. */
export interface GitHub {
  readonly apiUrl: string
  readonly webUrl: string
  /** True when credentials are set. */
  readonly isConfigured: boolean
  /** A read on behalf of an account's repositories: token renewed once if refused, unchanged answers reused. */
  read<S extends z.ZodType>(
    owner: string,
    request: GitHubRequest<S>,
  ): Promise<Result<GitHubAnswer<z.output<S>>>>
  /** A change: exactly one request, whatever comes back. */
  change<S extends z.ZodType>(
    owner: string,
    request: GitHubRequest<S>,
  ): Promise<Result<GitHubAnswer<z.output<S>>>>
  /** A read as the App itself, or as one of its installations; `not_configured` with a plain token. */
  readAsApp<S extends z.ZodType>(
    request: GitHubRequest<S>,
    installationId?: number,
  ): Promise<Result<GitHubAnswer<z.output<S>>>>
}

const holder = globalThis as typeof globalThis & { leitstandGitHub?: GitHub }

/** The GitHub of this process's settings. Rate limits and tokens are remembered in it, so there is only one. */
export function getGitHub(): GitHub {
  holder.leitstandGitHub ??= createGitHub(getEnv())
  return holder.leitstandGitHub
}

export function createGitHub(env: Env): GitHub {
  const octokit = createOctokit(env.GITHUB_API_URL)
  const limits = new RateLimits()
  const cache = new AnswerCache()
  const send = <S extends z.ZodType>(credential: Credential, request: GitHubRequest<S>) =>
    sendRequest(octokit, limits, credential, request)

  const credentials = createCredentials(env, (app) =>
    listInstallations((request) => send(app, request)),
  )

  return {
    apiUrl: env.GITHUB_API_URL,
    webUrl: env.GITHUB_WEB_URL,
    isConfigured: Boolean((env.GITHUB_APP_ID && env.GITHUB_APP_PRIVATE_KEY) || env.GITHUB_TOKEN),
    read: async (owner, request) => {
      const credential = await findCredential(credentials, owner)
      if (!credential.ok) return credential
      const first = await cache.send(credential.value.key, request, (cached) =>
        send(credential.value, cached),
      )
      if (first.ok || first.failure.kind !== 'unauthorised') return first
      const renewed = await findCredential(credentials, owner, true)
      return renewed.ok ? send(renewed.value, request) : renewed
    },
    change: async (owner, request) => {
      const credential = await findCredential(credentials, owner)
      return credential.ok ? send(credential.value, request) : credential
    },
    readAsApp: async (request, installationId) => {
      const { app } = credentials
      if (!app) return fail({ kind: 'not_configured', message: 'No GitHub App is configured.' })
      const credential = await bounded(() =>
        installationId === undefined ? app.asApp() : app.asInstallation(installationId),
      )
      return credential.ok ? send(credential.value, request) : credential
    },
  }
}

function findCredential(
  credentials: Credentials,
  owner: string,
  refresh = false,
): Promise<Result<Credential>> {
  if (!isOwnerName(owner)) {
    const message = 'This is not the name of a GitHub account.'
    return Promise.resolve(fail({ kind: 'invalid_name', message }))
  }
  return bounded(() => credentials.forOwner(owner, { refresh }))
}

// The library that fetches tokens takes no signal, so waiting for it is bounded here, before anything is sent.
async function bounded(
  authenticate: () => Promise<Result<Credential> | Credential>,
): Promise<Result<Credential>> {
  try {
    const found = await withDeadline(defaultTimeoutMs, undefined, authenticate)
    return 'ok' in found ? found : ok(found)
  } catch (error) {
    const response = error instanceof RequestError ? error.response : undefined
    if (!response) {
      const failure = classifyConnectionError(error)
      return fail({ kind: 'unreachable', message: failure.message })
    }
    const { status, headers, data } = response
    const retryAt = () => new Date(Date.now() + 60_000)
    const failure = classifyAnswer({ status, headers, body: data }, retryAt)
    if (failure.kind === 'not_found') return fail({ ...failure, kind: 'not_installed' })
    // No token means that the call itself was not sent, whatever became of asking for one.
    return fail(
      failure.kind === 'unknown_outcome'
        ? { kind: 'unreachable', message: failure.message }
        : failure,
    )
  }
}
