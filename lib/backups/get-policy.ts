import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import type { PolicyAddress } from './schemas.ts'

/** A policy with the stage it belongs to; throws `not_found` for one the actor may not know of. */
export async function getPolicy(ctx: Context, { system, stage, policy }: PolicyAddress) {
  const subject = await getStageSubject(ctx, { system, stage })
  const row = await getDb().backupPolicy.findFirst({
    where: { stageId: subject.stageId, slug: policy, removedAt: null },
  })
  if (!row) throw notFound(`The backup policy "${policy}"`)
  return { subject, policy: row, entityId: `${system}/${stage}/${policy}` }
}
