import 'server-only'
import { createHash } from 'node:crypto'
import { actorId, type Context } from '#lib/core/context.ts'
import { getDb, type Tx } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'

/** Which request a key stands for: the key belongs to whoever sent it. */
export interface RequestKey {
  readonly idempotencyKey: string | null
  readonly requestHash: string
}

export function toRequestKey(ctx: Context, key: string | undefined, request: unknown): RequestKey {
  const owner = `${ctx.actor.kind}:${actorId(ctx.actor) ?? ctx.actor.name}`
  return {
    idempotencyKey: key ? `${owner}:${key}` : null,
    requestHash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
  }
}

/** The deployment this very request made before; null for a new one. Throws when the key stood for something else. */
export async function findRepeated(request: RequestKey, tx?: Tx): Promise<string | null> {
  if (request.idempotencyKey === null) return null
  const before = await (tx ?? getDb()).deployment.findUnique({
    where: { idempotencyKey: request.idempotencyKey },
    select: { id: true, number: true, requestHash: true },
  })
  if (!before) return null
  if (before.requestHash === request.requestHash) return before.id
  throw conflict(
    `This Idempotency-Key was already used for another request (deployment #${before.number}). Send a new key with a new request.`,
    { reason: 'idempotency_key_reused', details: { deploymentId: before.id } },
  )
}
