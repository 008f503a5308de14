import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { frozenListSchema } from './answers/snapshots.ts'
import { countGoneBad, diffSnapshot } from './diff-snapshot.ts'
import type { ChecklistAddress, SnapshotAddress } from './schemas.ts'
import { requireChecklist } from './store/require-checklist.ts'
import { toFrozen } from './store/to-frozen.ts'
import type { FrozenList, ItemDiff, SnapshotList, SnapshotView } from './types.ts'

const most = 100

/** Everything that was kept of a list, newest first, with how much has gone bad since. */
export async function listSnapshots(
  ctx: Context,
  { checklist }: ChecklistAddress,
): Promise<SnapshotList> {
  const { row } = await requireChecklist(ctx, checklist)
  const snapshots = await getDb().checklistSnapshot.findMany({
    where: { checklistId: row.id },
    orderBy: { at: 'desc' },
    take: most,
  })
  const today = toFrozen(row, ctx.now())
  return { items: snapshots.map((snapshot) => toView(snapshot, today).summary) }
}

/** One snapshot with everything it kept, against today. */
export async function getSnapshot(
  ctx: Context,
  { checklist, snapshot: id }: SnapshotAddress,
): Promise<SnapshotView> {
  const { row } = await requireChecklist(ctx, checklist)
  const snapshot = await getDb().checklistSnapshot.findFirst({
    where: { id, checklistId: row.id },
  })
  if (!snapshot) throw notFound('This snapshot of the checklist')
  const { summary, frozen, diff } = toView(snapshot, toFrozen(row, ctx.now()))
  return { ...summary, frozen, diff }
}

interface SnapshotRow {
  readonly id: string
  readonly title: string
  readonly reason: string
  readonly author: string
  readonly at: Date
  readonly content: unknown
}

function toView({ content, at, ...row }: SnapshotRow, today: FrozenList) {
  const frozen = frozenListSchema.parse(content)
  const diff: readonly ItemDiff[] = diffSnapshot(frozen.items, today.items)
  const { total, met, blocking } = frozen.summary
  const { id, title, reason, author } = row
  return {
    frozen,
    diff,
    summary: {
      ...{ id, title, reason, author, total, met, blocking },
      at: at.toISOString(),
      goneBad: countGoneBad(diff),
    },
  }
}
