import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { judgeItems } from './store/judge-items.ts'
import { type ChecklistRow, loadChecklists } from './store/load-checklists.ts'
import { clearGates } from './store/project-gates.ts'
import { writeItems } from './store/write-items.ts'

/** Asks every bound check as facts are now, and lets attestations expire; stage by stage. */
export async function evaluateAll(ctx: Context, signal: AbortSignal): Promise<void> {
  await observe(ctx, async (tx) => ({ result: null, changes: await clearGates(tx, ctx.now()) }))
  await evaluateLists(ctx, await loadChecklists({}), signal)
}

/**
 * Does the same for the stages of which something was told after an event, so that nobody waits a minute for what
 * just changed. Returns the newest event there is.
 */
export async function evaluateChanged(
  ctx: Context,
  after: string,
  signal: AbortSignal,
): Promise<string> {
  const { rows } = await getPool().query<NewsRow>(newsSql, [after])
  const [news] = rows
  if (!news) return after
  if (news.stageIds.length > 0) {
    await evaluateLists(ctx, await loadChecklists({ stageId: { in: [...news.stageIds] } }), signal)
  }
  return news.newest
}

/** Number of the newest event, as text because it may exceed what JSON holds. */
export async function findNewestEvent(): Promise<string> {
  const { rows } = await getPool().query<{ newest: string }>(newestSql)
  return rows[0]?.newest ?? '0'
}

async function evaluateLists(ctx: Context, rows: readonly ChecklistRow[], signal: AbortSignal) {
  for (const [stageId, lists] of Map.groupBy(rows, ({ stageId: id }) => id)) {
    if (signal.aborted) return
    await evaluateStage(ctx, stageId, lists).catch((error: unknown) => {
      ctx.logger.warn({ error: String(error), stageId }, 'checklists of a stage were not judged')
    })
  }
}

async function evaluateStage(
  ctx: Context,
  stageId: string | null,
  lists: readonly ChecklistRow[],
): Promise<void> {
  const items = lists.flatMap((list) => list.items)
  const judged = await judgeItems(ctx, stageId, items)
  await observe(ctx, async (tx) => {
    const rows = await loadChecklists({ id: { in: lists.map(({ id }) => id) } }, tx)
    return { result: null, changes: await writeItems(tx, rows, judged, ctx.now()) }
  })
}

interface NewsRow {
  readonly newest: string
  readonly stageIds: readonly string[]
}

const newestSql = 'SELECT coalesce(max(seq), 0)::text AS newest FROM event'

const newsSql = `
SELECT coalesce((SELECT max(seq) FROM event), 0)::text AS newest,
  coalesce(array_agg(DISTINCT g.id) FILTER (WHERE g.id IS NOT NULL), '{}') AS "stageIds"
FROM (SELECT DISTINCT key FROM event WHERE seq > $1::bigint AND topic = 'stage') e
JOIN system y ON y.slug = split_part(e.key, '/', 1)
JOIN stage g ON g.system_id = y.id AND g.slug = split_part(e.key, '/', 2)
WHERE EXISTS (SELECT 1 FROM checklist c WHERE c.stage_id = g.id AND c.removed_at IS NULL)`
