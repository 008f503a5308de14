import 'server-only'
import { actorId, type Context } from '#lib/core/context.ts'
import { getDb, type Tx } from '#lib/core/db.ts'
import { conflict } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { getPolicy } from './get-policy.ts'
import { findBackupObstacle } from './requests/find-backup-obstacle.ts'
import { sendRequestStub } from './requests/job-stub.ts'
import type { PolicyAddress } from './schemas.ts'
import { originSchema } from './stored.ts'
import type { RequestedBackup } from './types.ts'
import { endedRequests } from './words.ts'

/** Asks for a backup now and returns at once; the worker asks the source. One at a time for each policy. */
export async function requestBackup(
  ctx: Context,
  address: PolicyAddress,
  idempotencyKey?: string,
): Promise<RequestedBackup> {
  const { subject, policy, entityId } = await getPolicy(ctx, address)
  const permission = toBackupPermission(subject.risk)
  await authorise(ctx, permission, subject)
  const stage = await getDb().stage.findUniqueOrThrow({ where: { id: subject.stageId } })
  const obstacle = findBackupObstacle(originSchema.parse(policy.origin), stage)
  if (obstacle !== null) {
    throw conflict(`The source of "${policy.slug}" makes no backups on demand.`, {
      reason: 'backup_unsupported',
      details: { obstacle },
    })
  }
  const key = idempotencyKey ? `${actorId(ctx.actor) ?? ctx.actor.name}:${idempotencyKey}` : null
  return mutate<RequestedBackup>(ctx, permission, subject, async (tx) => {
    await tx.$queryRaw`SELECT id FROM backup_policy WHERE id = ${policy.id}::uuid FOR UPDATE`
    const before = await findBefore(tx, policy.id, key)
    if (before) return { result: { id: before, isNew: false }, audit: 'unchanged' }
    const { id } = await tx.backupRequest.create({
      data: {
        policyId: policy.id,
        requestedByKind: ctx.actor.kind,
        requestedById: actorId(ctx.actor),
        requestedByName: ctx.actor.name,
        idempotencyKey: key,
      },
      select: { id: true },
    })
    await enqueueJob(tx, sendRequestStub, { requestId: id }, { key: `backup-request:${id}` })
    return {
      result: { id, isNew: true },
      audit: {
        action: 'backup.make',
        entity: { kind: 'backup-policy', id: entityId },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: null,
        after: { request: id },
      },
      changes: [
        { topic: 'stage', key: `${address.system}/${address.stage}`, systemId: subject.systemId },
      ],
    }
  })
}

/** On a stage that people depend on, a backup on demand costs load and money that a lead answers for. */
export function toBackupPermission(risk: string): Permission {
  return risk === 'production' ? 'backup:make-on-production' : 'backup:make'
}

async function findBefore(tx: Tx, policyId: string, key: string | null): Promise<string | null> {
  if (key !== null) {
    const same = await tx.backupRequest.findFirst({ where: { policyId, idempotencyKey: key } })
    if (same) return same.id
  }
  const active = await tx.backupRequest.findFirst({
    where: { policyId, state: { notIn: [...endedRequests] } },
  })
  if (!active) return null
  throw conflict(
    `${active.requestedByName} asked for a backup at ${active.createdAt.toISOString()}; it is under way.`,
    { reason: 'backup_active', details: { id: active.id, by: active.requestedByName } },
  )
}
