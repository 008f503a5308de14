import 'server-only'
import { recordChanges } from '#lib/core/changes.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { saveDocument } from '#lib/documents/index.ts'
import type { ItemAddress, TickItemInput } from './schemas.ts'
import { lockChecklist, requireChecklist, requireItem } from './store/require-checklist.ts'
import { toItemView } from './store/to-view.ts'
import { writeItems } from './store/write-items.ts'
import type { ItemView } from './types.ts'

/**
 * Ticks or unticks the item's box in its file, which changes one byte. Where the file lives in a repository, that goes
 * out as a pull request.
 */
export async function tickItem(
  ctx: Context,
  address: ItemAddress,
  { isTicked, reason }: TickItemInput,
): Promise<ItemView> {
  const { row } = await requireChecklist(ctx, address.checklist)
  const { key } = requireItem(row, address.item)
  const { anchor } = await getDb().checklist.findUniqueOrThrow({
    where: { id: row.id },
    select: { anchor: true },
  })
  const edit = { kind: 'tick_task' as const, list: anchor, task: key, isTicked }
  await saveDocument(
    ctx,
    row.document.id,
    { edits: [edit], baseVersion: row.document.version, reason },
    {
      permission: 'checklist:attest',
      action: 'checklist.tick',
      also: async (tx) => {
        const changed = await lockChecklist(tx, row.id)
        await recordChanges(tx, await writeItems(tx, [changed], [], ctx.now()))
      },
    },
  )
  const after = await requireChecklist(ctx, address.checklist)
  return toItemView(requireItem(after.row, address.item), ctx.now())
}
