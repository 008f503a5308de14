import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { ChecklistAddress, FreezeChecklistInput } from './schemas.ts'
import { judgeItems } from './store/judge-items.ts'
import { findSystem } from './store/load-checklists.ts'
import { lockChecklist, requireChecklist } from './store/require-checklist.ts'
import { toFrozen } from './store/to-frozen.ts'
import { toChange, writeItems } from './store/write-items.ts'

/** Keeps the whole list with its evidence as it stands now; every check is asked once more before. */
export async function freezeChecklist(
  ctx: Context,
  address: ChecklistAddress,
  input: FreezeChecklistInput,
): Promise<{ readonly id: string }> {
  const { row: seen, subject } = await requireChecklist(ctx, address.checklist)
  await authorise(ctx, 'checklist:freeze', subject)
  const judged = await judgeItems(ctx, seen.stageId, seen.items)
  return mutate(ctx, 'checklist:freeze', subject, async (tx) => {
    const now = ctx.now()
    const before = await lockChecklist(tx, address.checklist)
    const changes = await writeItems(tx, [before], judged, now)
    const frozen = toFrozen(await lockChecklist(tx, address.checklist), now)
    const { id } = await tx.checklistSnapshot.create({
      data: {
        checklistId: before.id,
        ...input,
        // Safe because it is made of what answers are made of: strings, numbers, booleans and null.
        content: frozen as unknown as Prisma.InputJsonObject,
        author: ctx.actor.name,
        at: now,
      },
      select: { id: true },
    })
    const { state, total, met, blocking } = frozen.summary
    return {
      result: { id },
      audit: {
        action: 'checklist.freeze',
        entity: { kind: 'checklist', id: before.id },
        systemId: findSystem(before)?.id ?? null,
        stageId: before.stageId,
        before: null,
        after: { snapshot: id, ...input, state, total, met, blocking },
      },
      changes: [toChange(before), ...changes],
    }
  })
}
