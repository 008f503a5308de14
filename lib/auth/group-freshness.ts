import { type Grant, roles } from '#lib/core/permissions.ts'

const minuteMs = 60_000

/** Older facts are asked again before anything is changed. */
export const groupsRecheckMs = 15 * minuteMs
/** Older facts allow nothing but looking. */
export const groupsExpireMs = 4 * 60 * minuteMs

export const groupFreshnesses = ['fresh', 'due', 'expired'] as const

export type GroupFreshness = (typeof groupFreshnesses)[number]

/** How much an answer of the identity provider about somebody's groups is still worth. */
export function toGroupFreshness(observedAt: Date | null, now: Date): GroupFreshness {
  if (!observedAt) return 'expired'
  const ageMs = now.getTime() - observedAt.getTime()
  if (ageMs >= groupsExpireMs) return 'expired'
  return ageMs >= groupsRecheckMs ? 'due' : 'fresh'
}

/** The same grants, none above viewer: what remains when nobody could say for hours whether they still hold. */
export function toViewingGrants(grants: readonly Grant[]): readonly Grant[] {
  return grants.map((grant) => ({ ...grant, role: roles[0] }))
}
