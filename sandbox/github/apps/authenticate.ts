import type { IncomingHttpHeaders } from 'node:http'
import type { Caller } from '../http/call.ts'
import { forbidden, GitHubFailure } from '../http/failure.ts'
import type { Access } from '../http/route.ts'
import { findAccount } from '../people/people.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { requireAppJwt } from './app-jwt.ts'
import { requireActiveInstallation } from './installation.ts'

/** Says who calls, or throws the refusal GitHub would answer. */
export function authenticate(world: World, headers: IncomingHttpHeaders, access: Access): Caller {
  // The exchange of a code brings the client's credentials in the same header.
  if (access === 'anyone') return { kind: 'nobody' }
  const credential = readCredential(headers)
  if (credential === null) throw new GitHubFailure(401, 'Requires authentication')
  if (access === 'app') {
    requireAppJwt(credential, world.options.app, world.now())
    return { kind: 'app' }
  }
  const caller = identify(world, credential)
  if (access === 'user' && caller.kind !== 'user') {
    throw forbidden('Resource not accessible by integration')
  }
  if (caller.kind === 'installation') requireActiveInstallation(world)
  return caller
}

function identify(world: World, credential: string): Caller {
  const personal = world.options.accounts.find(({ personalToken }) => personalToken === credential)
  if (personal) return { kind: 'user', account: personal }
  const [record] = world.store.tokens.list(({ token }) => token === credential)
  const isExpired = record?.expiresAt && record.expiresAt < toTimestamp(world.now())
  if (!record || isExpired) throw new GitHubFailure(401, 'Bad credentials')
  if (record.login === null) return { kind: 'installation' }
  const account = findAccount(world, record.login)
  if (!account) throw new GitHubFailure(401, 'Bad credentials')
  return { kind: 'user', account }
}

function readCredential({ authorization }: IncomingHttpHeaders): string | null {
  const [scheme = '', value = ''] = authorization?.split(' ') ?? []
  if (/^(bearer|token)$/i.test(scheme) && value !== '') return value
  if (authorization !== undefined) throw new GitHubFailure(401, 'Bad credentials')
  return null
}
