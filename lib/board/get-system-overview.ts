import 'server-only'
import { getSystem } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getBoardSystem } from './get-board-system.ts'
import type { SystemOverview } from './types.ts'

/** A system as the catalog describes it, with the current state of its stages. */
export async function getSystemOverview(
  ctx: Context,
  input: { readonly system: string },
): Promise<SystemOverview> {
  const [system, board] = await Promise.all([getSystem(ctx, input), getBoardSystem(ctx, input)])
  const states = new Map(board.stages.map((stage) => [stage.slug, stage]))
  const stages = system.stages.flatMap((stage) => {
    const state = states.get(stage.slug)
    return state ? [{ ...stage, ...state }] : []
  })
  return { ...system, pinned: board.pinned, stages }
}
