import type { AuthOptions } from 'next-auth'
import { jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { newSecret } from '#lib/core/ids.ts'
import { logger } from '#lib/core/logger.ts'
import { toOwnUrl } from '../own-url.ts'
import { recordGroups } from '../record-groups.ts'
import { sessionLifetimeSeconds } from '../session-cookie.ts'
import { type AdapterOptions, createAuthAdapter } from './adapter.ts'
import { type Admission, admit } from './admit.ts'
import { toCookieOptions } from './cookie-options.ts'
import { toGitHubProvider } from './github-provider.ts'
import { toOidcProvider } from './oidc-provider.ts'
import { toRefusalUrl } from './refusal.ts'

/** Settings of next-auth for one request; what `admit` read of a person is kept until they have an account to store it under. */
export function createAuthOptions(request: AdapterOptions): AuthOptions {
  const env = getEnv()
  let admission: Admission | undefined
  return {
    providers: [toGitHubProvider(env), toOidcProvider(env)].filter((provider) => provider !== null),
    adapter: createAuthAdapter(request),
    secret: env.NEXTAUTH_SECRET,
    session: {
      strategy: 'database',
      maxAge: sessionLifetimeSeconds,
      generateSessionToken: () => newSecret(32),
    },
    cookies: toCookieOptions(env.NEXTAUTH_URL),
    pages: { signIn: '/sign-in', signOut: '/sign-in', error: '/sign-in' },
    logger: toAuthLogger(),
    callbacks: {
      redirect: ({ url }) => toOwnUrl(url, env.NEXTAUTH_URL),
      async signIn({ account, profile }) {
        if (!account) return false
        admission = await admit(account, profile)
        if (admission.isAdmitted) return true
        const { reason, login } = admission.refusal
        logger.info({ provider: account.provider, login, reason }, 'sign-in refused')
        return toRefusalUrl(admission.refusal)
      },
    },
    events: {
      async signIn({ user, account }) {
        if (!admission?.isAdmitted) return
        await recordSignIn(user.id, user.name ?? null, admission)
        logger.info({ provider: account?.provider, userId: user.id }, 'signed in')
      },
    },
  }
}

async function recordSignIn(
  userId: string,
  name: string | null,
  { groups, login }: Extract<Admission, { isAdmitted: true }>,
): Promise<void> {
  await getDb().user.update({ where: { id: userId }, data: { login, ...(name ? { name } : {}) } })
  await recordGroups(jobContext('auth.sign-in'), { userId, groups, observedAt: new Date() })
}

function toAuthLogger(): AuthOptions['logger'] {
  return {
    error: (code, metadata) => logger.warn({ code, error: toLogText(metadata) }, 'sign-in failed'),
    warn: (code) => logger.warn({ code }, 'sign-in warning'),
    debug: () => {},
  }
}

// Of what next-auth hands over only the message is logged: the rest can hold tokens of the provider.
function toLogText(metadata: unknown): string {
  if (metadata instanceof Error) return metadata.message
  if (typeof metadata === 'object' && metadata !== null && 'error' in metadata) {
    return toLogText(metadata.error)
  }
  return 'no details'
}
