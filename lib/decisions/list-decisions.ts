import 'server-only'
import { getStageSubject, getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { listVisibleSystemIds } from '#lib/documents/index.ts'
import type { DecisionPage } from './answers/summary.ts'
import { readExcerpts } from './read/excerpts.ts'
import { toSelection } from './read/select-decisions.ts'
import { readSummaries } from './read/summaries.ts'
import type { ListDecisionsQuery } from './schemas.ts'

/** Records the actor may see, one page. */
export async function listDecisions(
  ctx: Context,
  query: ListDecisionsQuery,
): Promise<DecisionPage> {
  requirePermission(ctx, 'decision:read')
  await requireScope(ctx, query)
  const visible = await listVisibleSystemIds(ctx)
  const offset = query.cursor ? parseCursor(query.cursor) : 0
  const selection = toSelection(query, visible, offset)
  const { rows } = await getPool().query<{ id: string; total: number }>(selection.sql, [
    ...selection.values,
  ])
  const page = rows.slice(0, query.limit).map(({ id }) => id)
  const [summaries, excerpts] = await Promise.all([
    readSummaries(page, visible),
    readExcerpts(page, query.q ?? null),
  ])
  return {
    items: page.flatMap((id) => {
      const summary = summaries.get(id)
      return summary ? [{ ...summary, excerpt: excerpts.get(id) ?? null }] : []
    }),
    nextCursor: rows.length > query.limit ? `o${offset + query.limit}` : null,
    total: rows[0]?.total ?? 0,
  }
}

/** A system or stage that is asked for by name must exist for the actor. */
async function requireScope(ctx: Context, { system, stage }: ListDecisionsQuery): Promise<void> {
  if (system && stage) await getStageSubject(ctx, { system, stage })
  else if (system) await getSystemSubject(ctx, { system })
  else if (stage) {
    throw invalidInput('stage needs a system.', {
      fields: [{ path: 'system', message: 'is needed with a stage' }],
    })
  }
}

function parseCursor(cursor: string): number {
  const [, digits] = /^o(\d{1,6})$/.exec(cursor) ?? []
  if (digits) return Number(digits)
  const message = 'is not one of this list'
  throw invalidInput(`cursor ${message}.`, { fields: [{ path: 'cursor', message }] })
}
