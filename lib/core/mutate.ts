import { type AuditRecord, appendAudit } from './audit-chain.ts'
import { type Change, recordChanges } from './changes.ts'
import { actorId, type Context } from './context.ts'
import { getDb, type Tx } from './db.ts'
import { AppError } from './errors.ts'
import { type Permission, requirePermission, type Subject } from './permissions.ts'

/** What a change tells the audit trail. `before` and `after` hold what it touched and nothing secret. */
export interface AuditNote {
  readonly action: string
  readonly entity: { readonly kind: string; readonly id: string }
  readonly systemId?: string | null
  readonly stageId?: string | null
  readonly before: unknown
  readonly after: unknown
}

export interface Mutation<T> {
  readonly result: T
  /** `unchanged` when the call found everything as it should be. */
  readonly audit: AuditNote | 'unchanged'
  readonly changes?: readonly Change[]
}

/**
 * The only way to change something on somebody's behalf: permission, one transaction, audit entry, events.
 * Refused attempts are audited too. No network call belongs inside `change`: the transaction is open meanwhile.
 */
export async function mutate<T>(
  ctx: Context,
  permission: Permission,
  subject: Subject | null,
  change: (tx: Tx) => Promise<Mutation<T>>,
): Promise<T> {
  await authorise(ctx, permission, subject)
  return getDb().$transaction(async (tx) => {
    const { result, audit, changes } = await change(tx)
    await recordChanges(tx, changes)
    if (audit !== 'unchanged') await appendAudit(tx, toRecord(ctx, permission, audit))
    return result
  })
}

/** The first half of `mutate` alone, for verbs that have to ask somebody else before they open a transaction. */
export async function authorise(
  ctx: Context,
  permission: Permission,
  subject: Subject | null,
): Promise<void> {
  try {
    requirePermission(ctx, permission, subject)
  } catch (error) {
    await recordDenial(ctx, permission, subject, error)
    throw error
  }
}

/** Writes facts that a job or webhook measured or fetched; they are nobody's decision and are not audited. */
export async function observe<T>(
  ctx: Context,
  change: (tx: Tx) => Promise<{ readonly result: T; readonly changes?: readonly Change[] }>,
): Promise<T> {
  if (ctx.actor.kind === 'user' || ctx.actor.kind === 'token') {
    throw new AppError('internal', 'A person cannot record measured facts.')
  }
  return getDb().$transaction(async (tx) => {
    const { result, changes } = await change(tx)
    await recordChanges(tx, changes)
    return result
  })
}

async function recordDenial(
  ctx: Context,
  permission: Permission,
  subject: Subject | null,
  error: unknown,
): Promise<void> {
  const reason = error instanceof AppError ? error.reason : 'internal'
  const record: AuditRecord = {
    ...toRecord(ctx, permission, {
      action: permission.replace(':', '.'),
      entity: { kind: 'system', id: subject?.systemSlug ?? '*' },
      before: null,
      after: { refused: reason },
    }),
    outcome: 'denied',
  }
  await getDb().$transaction((tx) => appendAudit(tx, record))
}

function toRecord(ctx: Context, permission: Permission, note: AuditNote): AuditRecord {
  return {
    actorKind: ctx.actor.kind,
    actorId: actorId(ctx.actor),
    actorName: ctx.actor.name,
    permission,
    action: note.action,
    outcome: 'allowed',
    entityKind: note.entity.kind,
    entityId: note.entity.id,
    systemId: note.systemId ?? null,
    stageId: note.stageId ?? null,
    requestId: ctx.requestId,
    before: note.before,
    after: note.after,
  }
}
