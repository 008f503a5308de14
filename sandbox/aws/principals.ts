import { randomBytes, randomUUID } from 'node:crypto'

export interface AwsUser {
  readonly name: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

export interface AwsRole {
  readonly name: string
  /** Null when its trust policy asks for none. */
  readonly externalId: string | null
}

export interface Session {
  readonly arn: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken: string
  readonly expiresAt: Date
}

/** Who may call: users with keys, and the sessions of roles they took. */
export interface Principals {
  /** ARN of the key's owner; null for an unknown key or a session whose token is missing or wrong. */
  findArn(accessKeyId: string, sessionToken: string | undefined): string | null
  /** Null when there is no such role, or the external ID is another. */
  takeRole(arn: string, sessionName: string, externalId: string | undefined): Session | null
  /** Ends every session of the role, as a changed trust policy with a revocation does. */
  revokeRole(name: string): void
}

const sessionMs = 3_600_000

export function createPrincipals(
  accountId: string,
  users: readonly AwsUser[],
  roles: readonly AwsRole[],
  now: () => Date,
): Principals {
  const sessions = new Map<string, Session & { readonly role: string }>()
  const revoked = new Set<string>()
  return {
    findArn(accessKeyId, sessionToken) {
      const user = users.find((each) => each.accessKeyId === accessKeyId)
      if (user) return `arn:aws:iam::${accountId}:user/${user.name}`
      const session = sessions.get(accessKeyId)
      if (!session || session.expiresAt <= now()) return null
      return session.sessionToken === sessionToken ? session.arn : null
    },
    takeRole(arn, sessionName, externalId) {
      const role = roles.find(({ name }) => arn === `arn:aws:iam::${accountId}:role/${name}`)
      const isTrusted = role && (role.externalId === null || role.externalId === externalId)
      if (!isTrusted || revoked.has(role.name)) return null
      const session = {
        role: role.name,
        arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
        accessKeyId: `ASIA${randomBytes(8).toString('hex').toUpperCase()}`,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: `sandbox-${randomUUID()}`,
        expiresAt: new Date(now().getTime() + sessionMs),
      }
      sessions.set(session.accessKeyId, session)
      return session
    },
    revokeRole(name) {
      revoked.add(name)
      for (const [key, session] of sessions) if (session.role === name) sessions.delete(key)
    },
  }
}
