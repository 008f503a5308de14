import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { requirePermission, type Subject } from '#lib/core/permissions.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import { type ChecklistRow, loadChecklists, toSubject, toVisibleWhere } from './load-checklists.ts'

/** A list with whose permission it asks for; throws `not_found` for one the actor may not see. */
export async function requireChecklist(
  ctx: Context,
  id: string,
): Promise<{ readonly row: ChecklistRow; readonly subject: Subject | null }> {
  const [row] = await loadChecklists({ AND: [{ id }, toVisibleWhere(ctx)] })
  if (!row) throw notFound('This checklist')
  const subject = toSubject(row)
  // A document of no system is read by everybody who has a role anywhere.
  requirePermission(ctx, subject ? 'system:read' : 'decision:read', subject)
  return { row, subject }
}

/** The list as it is in this transaction; others who change it wait. */
export async function lockChecklist(tx: Tx, id: string): Promise<ChecklistRow> {
  await onTransaction(tx)('SELECT 1 FROM checklist WHERE id = $1::uuid FOR UPDATE', [id])
  const [row] = await loadChecklists({ id }, tx)
  if (!row) throw notFound('This checklist')
  return row
}

export function requireItem(row: ChecklistRow, id: string): ChecklistRow['items'][number] {
  const item = row.items.find((candidate) => candidate.id === id)
  if (!item) throw notFound('This item of the checklist')
  return item
}
