import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { CatalogSource } from './schemas.ts'
import { toSourceView } from './to-system-view.ts'

/** Where catalog files are read from, and what is wrong with them. Needs a grant that counts everywhere. */
export async function listSources(ctx: Context): Promise<readonly CatalogSource[]> {
  requirePermission(ctx, 'system:read')
  const rows = await getDb().catalogSource.findMany({
    where: {
      removedAt: null,
      // A repository of an organisation need not describe a system.
      NOT: { kind: 'github-org-repository', failure: 'no_catalog_file' },
    },
    orderBy: [{ kind: 'asc' }, { location: 'asc' }],
    include: {
      systems: { where: { removedAt: null }, orderBy: { slug: 'asc' }, select: { slug: true } },
    },
  })
  return rows.map((row) => ({
    ...toSourceView(row),
    systems: row.systems.map(({ slug }) => slug),
  }))
}
