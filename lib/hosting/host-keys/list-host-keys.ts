import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { type HostKeyDto, toHostKeyDto } from './to-host-key-dto.ts'

const limit = 1_000

/** The hosts that are trusted, and by which key. */
export async function listHostKeys(ctx: Context): Promise<readonly HostKeyDto[]> {
  requirePermission(ctx, 'settings:read')
  const rows = await getDb().hostKey.findMany({
    orderBy: [{ host: 'asc' }, { port: 'asc' }],
    take: limit,
  })
  return rows.map(toHostKeyDto)
}
