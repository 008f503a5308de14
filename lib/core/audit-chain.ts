import { createHash } from 'node:crypto'
import type { Tx } from './db.ts'

/** One row to append; `before` and `after` are what the change touched, without secrets. */
export interface AuditRecord {
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly permission: string
  readonly action: string
  readonly outcome: 'allowed' | 'denied'
  readonly entityKind: string
  readonly entityId: string
  readonly systemId: string | null
  readonly stageId: string | null
  readonly requestId: string
  readonly before: unknown
  readonly after: unknown
}

export const chainStart = '0'.repeat(64)

/** The fields a hash covers, in a fixed order. `content` is hashed as the text that is stored: jsonb would reorder it. */
export interface HashedFields {
  readonly at: Date
  readonly actorKind: string
  readonly actorId: string | null
  readonly actorName: string
  readonly permission: string
  readonly action: string
  readonly outcome: string
  readonly entityKind: string
  readonly entityId: string
  readonly systemId: string | null
  readonly stageId: string | null
  readonly requestId: string
  readonly content: string
}

export function hashEntry(prevHash: string, entry: HashedFields): string {
  const fields = [
    entry.at.toISOString(),
    entry.actorKind,
    entry.actorId,
    entry.actorName,
    entry.permission,
    entry.action,
    entry.outcome,
    entry.entityKind,
    entry.entityId,
    entry.systemId,
    entry.stageId,
    entry.requestId,
    entry.content,
  ]
  return createHash('sha256').update(prevHash).update(JSON.stringify(fields)).digest('hex')
}

const chainLock = 4_711_001

/** Appends within the caller's transaction; the lock makes the chain gap-free until that transaction ends. */
export async function appendAudit(tx: Tx, record: AuditRecord): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${chainLock}::bigint)`
  const last = await tx.auditEntry.findFirst({ orderBy: { seq: 'desc' }, select: { hash: true } })
  const { before, after, ...fields } = record
  const entry = { ...fields, at: new Date(), content: JSON.stringify({ before, after }) }
  const prevHash = last?.hash ?? chainStart
  await tx.auditEntry.create({ data: { ...entry, prevHash, hash: hashEntry(prevHash, entry) } })
}
