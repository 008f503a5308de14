import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { type AuditPageDto, ListAuditEntriesInput } from './schemas.ts'
import { toAuditEntryDtos } from './to-audit-entry-dtos.ts'
import { toFilterWhere } from './to-filter-where.ts'
import { toVisibleEntries } from './visible-entries.ts'

/** What happened, newest first, as far as the actor may know of it. */
export async function listAuditEntries(
  ctx: Context,
  input: ListAuditEntriesInput,
): Promise<AuditPageDto> {
  requirePermission(ctx, 'audit:read')
  const { cursor, limit, ...filter } = ListAuditEntriesInput.parse(input)
  const conditions = [await toVisibleEntries(ctx), await toFilterWhere(filter)]
  const rows = await getDb().auditEntry.findMany({
    where: { AND: [...conditions, cursor ? { seq: { lt: BigInt(cursor) } } : {}] },
    orderBy: { seq: 'desc' },
    // One more than asked for tells whether there is a next page.
    take: limit + 1,
  })
  const page = rows.slice(0, limit)
  return {
    entries: await toAuditEntryDtos(page),
    nextCursor: rows.length > limit ? String(page.at(-1)?.seq) : null,
  }
}
