import type { FollowedSource } from '#lib/logs/types.ts'

const keptNotices = 5

/** What sources said while they are followed: the failure that lasts of each, and the newest notices. */
export function addFollowed(
  known: readonly FollowedSource[],
  said: FollowedSource,
): readonly FollowedSource[] {
  if (said.state !== 'notice') {
    const others = known.filter(({ slug, state }) => slug !== said.slug || state === 'notice')
    return said.state === 'failed' ? [...others, said] : others
  }
  // Being told anew replaces what was told before.
  const others = known.filter(
    ({ slug, notice }) => slug !== said.slug || notice?.kind !== said.notice?.kind,
  )
  return [...others, said].slice(-keptNotices)
}
