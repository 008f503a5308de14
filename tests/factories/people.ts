import { hashSecret } from '#lib/auth/api-token-format.ts'
import { toCookieNames } from '#lib/auth/session-cookie.ts'
import { getDb } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { newId, newSecret } from '#lib/core/ids.ts'

export interface PersonOptions {
  readonly name?: string
  readonly groups?: readonly string[]
  /** Age of what is known about their groups; default now. */
  readonly groupsAgeMs?: number
  readonly accountId?: string
  /** Groups of an `oidc` account are never asked for again; default `github`. */
  readonly provider?: 'github' | 'oidc'
}

export interface SignedInPerson {
  readonly id: string
  readonly accountId: string
  /** Session token as the browser has it. */
  readonly sessionToken: string
  /** Header by which their browser is recognised. */
  readonly cookie: string
}

/** Somebody who signed in and still is, as sign-in would store them. */
export async function createPerson(options: PersonOptions = {}): Promise<SignedInPerson> {
  const name = options.name ?? `person-${newId().slice(0, 8)}`
  const accountId = options.accountId ?? String(Math.floor(Math.random() * 1e12))
  const provider = options.provider ?? 'github'
  const observedAt = new Date(Date.now() - (options.groupsAgeMs ?? 0))
  const sessionToken = newSecret(32)
  const { id } = await getDb().user.create({
    data: {
      name,
      login: name,
      groupsObservedAt: observedAt,
      accounts: { create: { type: 'oauth', provider, providerAccountId: accountId } },
      groups: { create: (options.groups ?? []).map((group) => ({ group, observedAt })) },
      sessions: {
        create: {
          sessionToken: hashSecret(sessionToken),
          expires: new Date(Date.now() + 3_600_000),
        },
      },
    },
  })
  const { sessionToken: cookieName } = toCookieNames(getEnv().NEXTAUTH_URL)
  return { id, accountId, sessionToken, cookie: `${cookieName}=${sessionToken}` }
}
