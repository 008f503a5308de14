import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { canSee } from '#lib/core/permissions.ts'
import type { SystemSummary } from './schemas.ts'
import { ownProblems, systemSelect, toStageView, toSystemFields } from './to-system-view.ts'

/** Every system the actor may see, by slug. */
export async function listSystems(ctx: Context): Promise<readonly SystemSummary[]> {
  const rows = await getDb().system.findMany({
    where: { removedAt: null },
    orderBy: { slug: 'asc' },
    select: systemSelect,
  })
  return rows
    .filter(({ slug, team }) => canSee(ctx, { systemSlug: slug, teamSlug: team.slug }))
    .map((row) => ({
      ...toSystemFields(row),
      stages: row.stages.map((stage) => {
        const { slug, name, order, risk, url } = toStageView(stage)
        return { slug, name, order, risk, url }
      }),
      problemCount: ownProblems(row).length,
    }))
}
