import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { StagePath } from './schemas.ts'
import { logTokenSelect, toLogTokenDto } from './tokens/to-log-token-dto.ts'
import type { LogTokenDto } from './types.ts'

/** Tokens of a stage, those that work first, then newest first. */
export async function listLogTokens(
  ctx: Context,
  path: StagePath,
): Promise<readonly LogTokenDto[]> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'log-token:manage', subject)
  const rows = await getDb().logToken.findMany({
    where: { stageId: subject.stageId },
    orderBy: [{ revokedAt: { sort: 'desc', nulls: 'first' } }, { createdAt: 'desc' }],
    select: logTokenSelect,
    take: 100,
  })
  return rows.map(toLogTokenDto)
}
