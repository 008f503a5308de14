import 'server-only'
import { getStageSubject, getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { ListChecklistsQuery } from './schemas.ts'
import { loadChecklists, toVisibleWhere } from './store/load-checklists.ts'
import { toSummary } from './store/to-view.ts'
import type { ChecklistList, ChecklistSummary } from './types.ts'
import { listStates } from './words.ts'

/** Every list the actor may see, worst first. */
export async function listChecklists(
  ctx: Context,
  query: ListChecklistsQuery,
): Promise<ChecklistList> {
  requirePermission(ctx, 'decision:read')
  // What is asked for by name must exist for the actor; everything else only narrows.
  const { system, stage } = query
  if (system && stage) await getStageSubject(ctx, { system, stage })
  else if (system) await getSystemSubject(ctx, { system })
  const now = ctx.now()
  const all = (await loadChecklists(toVisibleWhere(ctx))).map((row) => toSummary(row, now))
  return {
    items: all.filter((list) => isWanted(list, query)).toSorted(byWorst),
    counts: Object.fromEntries(
      listStates.map((state) => [state, all.filter((list) => list.state === state).length]),
    ) as ChecklistList['counts'], // Safe because every state is a key.
    systems: [
      ...new Map(all.flatMap(({ system: one }) => (one ? [[one.slug, one]] : []))).values(),
    ],
  }
}

function isWanted(list: ChecklistSummary, { system, stage, state }: ListChecklistsQuery): boolean {
  if (system && list.system?.slug !== system) return false
  if (stage && list.stage?.slug !== stage) return false
  return !state?.length || state.includes(list.state)
}

/** By state; then what is late, what stops deployments, and what has most open. */
function byWorst(a: ChecklistSummary, b: ChecklistSummary): number {
  return toRank(b) - toRank(a)
}

function toRank({ state, isOverdue, isGate, blocking }: ChecklistSummary): number {
  const worst = listStates.length - listStates.indexOf(state)
  return worst * 100_000 + Number(isOverdue) * 20_000 + Number(isGate) * 10_000 + blocking
}
