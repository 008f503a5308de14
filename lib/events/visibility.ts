import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { canSee, type Subject } from '#lib/core/permissions.ts'
import type { ChangeEvent } from './types.ts'

/** Decides which changes an actor may hear of; it remembers the systems it had to look up. */
export function createVisibility(ctx: Context): (change: ChangeEvent) => Promise<boolean> {
  const subjects = new Map<string, Promise<Subject | null>>()
  return async ({ systemId }) => {
    if (systemId === null || seesEverything(ctx)) return true
    const known = subjects.get(systemId) ?? findSubject(systemId)
    subjects.set(systemId, known)
    const subject = await known
    return subject !== null && canSee(ctx, subject)
  }
}

function seesEverything({ actor }: Context): boolean {
  return !('grants' in actor) || actor.grants.some(({ scope }) => scope === 'all')
}

async function findSubject(systemId: string): Promise<Subject | null> {
  const { rows } = await getPool().query<Subject>(
    `SELECT s.slug AS "systemSlug", t.slug AS "teamSlug"
     FROM system s JOIN team t ON t.id = s.team_id WHERE s.id = $1`,
    [systemId],
  )
  return rows[0] ?? null
}
