import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'

/** Ids of the systems the actor sees; null when that is all of them. Documents without a system are seen by everybody. */
export async function listVisibleSystemIds({ actor }: Context): Promise<readonly string[] | null> {
  if (!('grants' in actor)) return null
  const scopes = actor.grants.map(({ scope }) => scope)
  if (scopes.includes('all')) return null
  const narrow = scopes.flatMap((scope) => (scope === 'all' ? [] : [scope]))
  const { rows } = await getPool().query<{ id: string }>(
    `SELECT s.id FROM system s JOIN team t ON t.id = s.team_id
     WHERE s.slug = ANY($1) OR t.slug = ANY($2)`,
    [narrow.flatMap(({ systems }) => systems), narrow.flatMap(({ teams }) => teams)],
  )
  return rows.map(({ id }) => id)
}
