import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { AppError } from '#lib/core/errors.ts'
import { observe } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { listMappedGroups, toGrants } from './role-mapping.ts'

const groupsLimit = 500
const nameLimit = 255

export interface ObservedGroups {
  readonly userId: string
  readonly groups: readonly string[]
  /** When the question was asked; an answer older than the stored one is dropped. */
  readonly observedAt: Date
}

/** Stores what the provider said. Whoever is in no mapped group any more loses their sessions at once. */
export async function recordGroups(ctx: Context, observed: ObservedGroups): Promise<void> {
  const { userId, observedAt } = observed
  const groups = chooseStored(observed.groups)
  await observe(ctx, async (tx) => {
    const { count } = await tx.user.updateMany({
      where: {
        id: userId,
        OR: [{ groupsObservedAt: null }, { groupsObservedAt: { lte: observedAt } }],
      },
      data: { groupsObservedAt: observedAt, groupsFailure: null },
    })
    if (count > 0) await replaceGroups(tx, { userId, groups, observedAt })
    return { result: undefined }
  })
}

/** Keeps the groups and their age, and says why they could not be confirmed. */
export async function recordGroupsFailure(
  ctx: Context,
  userId: string,
  error: unknown,
): Promise<void> {
  // Only errors written for readers are shown; anything else stays in the log.
  const reason = error instanceof AppError ? error.message : 'The identity provider did not answer.'
  await observe(ctx, async (tx) => {
    const groupsFailure = redactSecrets(toInertText(reason)).slice(0, 500)
    await tx.user.updateMany({ where: { id: userId }, data: { groupsFailure } })
    return { result: undefined }
  })
}

async function replaceGroups(tx: Tx, { userId, groups, observedAt }: ObservedGroups) {
  await tx.userGroup.deleteMany({ where: { userId } })
  await tx.userGroup.createMany({ data: groups.map((group) => ({ userId, group, observedAt })) })
  if (toGrants(groups, getRoleMapping()).length === 0) {
    await tx.session.deleteMany({ where: { userId } })
  }
}

// Directory services know hundreds of groups a person is in; those that decide something are never cut off.
function chooseStored(groups: readonly string[]): readonly string[] {
  const mapped = listMappedGroups(getRoleMapping()).filter((group) => groups.includes(group))
  const others = groups.map((group) => toInertText(group).slice(0, nameLimit))
  return [...new Set([...mapped, ...others])].slice(0, groupsLimit)
}
