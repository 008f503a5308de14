import type { Context } from '#lib/core/context.ts'
import { listAuditEntries } from './list-audit-entries.ts'
import { type AuditEntryDto, AuditFilter } from './schemas.ts'
import { toCsv } from './to-csv.ts'

const pageSize = 200
export const exportLimit = 10_000

export interface AuditExport {
  readonly csv: string
  /** There are more entries than an export holds; the newest are in it. */
  readonly isTruncated: boolean
}

/** The activity the actor may see, newest first, as a CSV file. */
export async function exportAuditEntries(ctx: Context, input: AuditFilter): Promise<AuditExport> {
  const filter = AuditFilter.parse(input)
  const entries: AuditEntryDto[] = []
  let cursor: string | undefined
  do {
    const page = await listAuditEntries(ctx, { ...filter, cursor, limit: pageSize })
    entries.push(...page.entries)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && entries.length < exportLimit)
  return { csv: toCsv(entries), isTruncated: cursor !== undefined }
}
