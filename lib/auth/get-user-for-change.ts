import type { Tx } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'

export interface ChangedUser {
  readonly id: string
  /** As the audit trail names them. */
  readonly name: string
  readonly disabledAt: Date | null
}

export async function getUserForChange(tx: Tx, userId: string): Promise<ChangedUser> {
  const user = await tx.user.findUnique({
    where: { id: userId },
    select: { id: true, name: true, login: true, disabledAt: true },
  })
  if (!user) throw notFound('The user')
  return { id: user.id, name: user.login ?? user.name ?? user.id, disabledAt: user.disabledAt }
}
