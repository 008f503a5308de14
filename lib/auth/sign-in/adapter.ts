import { PrismaAdapter } from '@next-auth/prisma-adapter'
import type { Adapter, AdapterAccount } from 'next-auth/adapters'
import { getDb } from '#lib/core/db.ts'
import { hashSecret } from '../api-token-format.ts'

const userAgentLimit = 300

export interface AdapterOptions {
  /** What the browser calls itself, so that people recognise their sessions. */
  readonly userAgent: string | null
}

/**
 * Keeps people and sessions in our tables. Of a session only the hash of its token is stored, so a leaked copy of the
 * database signs nobody in; the provider's tokens are not stored at all, because nothing needs them after sign-in.
 */
export function createAuthAdapter({ userAgent }: AdapterOptions): Adapter {
  const base = PrismaAdapter(getDb())
  return {
    ...base,
    async linkAccount({ userId, type, provider, providerAccountId }: AdapterAccount) {
      await getDb().account.create({ data: { userId, type, provider, providerAccountId } })
    },
    async createSession({ sessionToken, userId, expires }) {
      await getDb().session.create({
        data: {
          sessionToken: hashSecret(sessionToken),
          userId,
          expires,
          userAgent: userAgent?.slice(0, userAgentLimit) ?? null,
        },
      })
      return { sessionToken, userId, expires }
    },
    getSessionAndUser: (sessionToken) => base.getSessionAndUser?.(hashSecret(sessionToken)) ?? null,
    async deleteSession(sessionToken) {
      await endSession(sessionToken)
    },
  }
}

/** Ends the session of this token; safe to repeat. */
export async function endSession(sessionToken: string): Promise<void> {
  await getDb().session.deleteMany({ where: { sessionToken: hashSecret(sessionToken) } })
}
