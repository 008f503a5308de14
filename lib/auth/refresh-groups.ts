import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { readTeamMemberIds } from '#lib/github/index.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { answered } from './read-github-groups.ts'
import { recordGroups, recordGroupsFailure } from './record-groups.ts'
import { listMappedTeams } from './role-mapping.ts'

/**
 * Asks GitHub again which teams everybody who is signed in belongs to. One question per team, not per person, and
 * by account id, so that a renamed login changes nothing.
 */
export async function refreshGroups(ctx: Context, signal: AbortSignal): Promise<void> {
  const people = await listPeopleWithSessions(ctx)
  if (people.length === 0) return
  const observedAt = ctx.now()
  try {
    const members = await readMembers(listMappedTeams(getRoleMapping()), signal)
    for (const { userId, accountId } of people) {
      const groups = members.filter(({ ids }) => ids.has(accountId)).map(({ team }) => team)
      await recordGroups(ctx, { userId, groups, observedAt })
    }
  } catch (error) {
    ctx.logger.warn({ error }, 'groups could not be refreshed')
    for (const { userId } of people) await recordGroupsFailure(ctx, userId, error)
  }
}

async function listPeopleWithSessions(ctx: Context) {
  const accounts = await getDb().account.findMany({
    where: { provider: 'github', user: { sessions: { some: { expires: { gt: ctx.now() } } } } },
    select: { userId: true, providerAccountId: true },
  })
  return accounts.map(({ userId, providerAccountId }) => ({ userId, accountId: providerAccountId }))
}

async function readMembers(teams: readonly string[], signal: AbortSignal) {
  return Promise.all(
    teams.map(async (team) => ({ team, ids: answered(await readTeamMemberIds(team, signal)) })),
  )
}
