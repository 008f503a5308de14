import type { Actor } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { hashSecret } from './api-token-format.ts'
import { getRoleMapping } from './get-role-mapping.ts'
import { toGroupFreshness, toViewingGrants } from './group-freshness.ts'
import { recheckGroups } from './recheck-groups.ts'
import { toGrants } from './role-mapping.ts'
import { findSessionToken } from './session-cookie.ts'

interface SessionRow {
  readonly userId: string
  readonly name: string
  readonly groupsObservedAt: Date | null
  readonly groups: readonly string[]
  readonly now: Date
}

const sql = `SELECT u.id AS "userId", coalesce(u.name, u.login, '') AS name,
    u.groups_observed_at AS "groupsObservedAt", clock_timestamp() AS now,
    ARRAY(SELECT g."group" FROM user_group g WHERE g.user_id = u.id) AS groups
  FROM session s JOIN app_user u ON u.id = s.user_id
  WHERE s.session_token = $1 AND s.expires > now() AND u.disabled_at IS NULL`

/** The signed-in person, with what their groups grant at this moment; see `authenticateRequest` for the order. */
export async function findSessionActor(
  headers: Headers,
  options: { readonly isChange: boolean },
): Promise<Actor | null> {
  const token = findSessionToken(headers)
  if (!token) return null
  const session = await findSession(token)
  if (!session) return null
  const isFresh = toGroupFreshness(session.groupsObservedAt, session.now) === 'fresh'
  if (isFresh || !options.isChange) return toActor(session)
  await recheckGroups(session.userId)
  const confirmed = await findSession(token)
  return confirmed && toActor(confirmed)
}

async function findSession(token: string): Promise<SessionRow | null> {
  const { rows } = await getPool().query<SessionRow>(sql, [hashSecret(token)])
  return rows[0] ?? null
}

function toActor({ userId, name, groups, groupsObservedAt, now }: SessionRow): Actor | null {
  const grants = toGrants(groups, getRoleMapping())
  if (grants.length === 0) return null
  const isExpired = toGroupFreshness(groupsObservedAt, now) === 'expired'
  return {
    kind: 'user',
    id: userId,
    name,
    grants: isExpired ? toViewingGrants(grants) : grants,
  }
}
