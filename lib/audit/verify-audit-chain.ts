import { chainStart, hashEntry } from '#lib/core/audit-chain.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'

const batchSize = 1_000

/** An entry noted outside the database: only with it can a trail that was cut off at its end be told from a short one. */
export interface AuditAnchor {
  readonly seq: bigint
  readonly hash: string
}

export type AuditVerdict =
  /** `head` is the newest entry, to be kept as the next anchor; null for an empty trail. */
  | { readonly isIntact: true; readonly entries: number; readonly head: AuditAnchor | null }
  | {
      readonly isIntact: false
      /** First entry that is wrong. */
      readonly seq: bigint
      /**
       * `content`: the entry was changed. `link`: an entry before it was removed, inserted or moved.
       * `anchor`: the trail no longer holds the entry of the anchor.
       */
      readonly reason: 'content' | 'link' | 'anchor'
    }

/** Walks the whole trail from its start and names the first entry that does not fit. */
export async function verifyAuditChain(
  ctx: Context,
  anchor: AuditAnchor | null = null,
): Promise<AuditVerdict> {
  requirePermission(ctx, 'settings:read')
  let head: AuditAnchor | null = null
  let entries = 0
  for (;;) {
    const rows = await readBatch(head?.seq ?? null)
    for (const row of rows) {
      if (row.prevHash !== (head?.hash ?? chainStart)) return broken(row.seq, 'link')
      if (row.hash !== hashEntry(row.prevHash, row)) return broken(row.seq, 'content')
      if (row.seq === anchor?.seq && row.hash !== anchor.hash) return broken(row.seq, 'anchor')
      head = { seq: row.seq, hash: row.hash }
    }
    entries += rows.length
    if (rows.length < batchSize) break
  }
  const isCutOff = anchor && (head === null || head.seq < anchor.seq)
  return isCutOff ? broken(anchor.seq, 'anchor') : { isIntact: true, entries, head }
}

function readBatch(after: bigint | null) {
  return getDb().auditEntry.findMany({
    where: after === null ? {} : { seq: { gt: after } },
    orderBy: { seq: 'asc' },
    take: batchSize,
  })
}

function broken(seq: bigint, reason: 'content' | 'link' | 'anchor'): AuditVerdict {
  return { isIntact: false, seq, reason }
}
