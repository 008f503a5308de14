import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { observe } from '#lib/core/mutate.ts'
import { judgeItems } from './store/judge-items.ts'
import { type ChecklistRow, loadChecklists } from './store/load-checklists.ts'
import { clearGates } from './store/project-gates.ts'
import { writeItems } from './store/write-items.ts'

/** Asks every bound check as facts are now, and lets attestations expire; stage by stage. */
export async function evaluateAll(ctx: Context, signal: AbortSignal): Promise<void> {
  await observe(ctx, async (tx) => ({ result: null, changes: await clearGates(tx, ctx.now()) }))
  const rows = await loadChecklists({})
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
