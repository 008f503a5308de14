import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { canSee } from '#lib/core/permissions.ts'

export interface VisibleStage {
  readonly system: string
  readonly systemName: string
  readonly slug: string
  readonly name: string
}

/** Stages somebody can choose from: those of one system, or of all the reader sees, in the order of promotion. */
export async function listVisibleStages(
  ctx: Context,
  systemId: string | null,
): Promise<readonly VisibleStage[]> {
  const stages = await getDb().stage.findMany({
    where: { removedAt: null, system: { removedAt: null, ...(systemId ? { id: systemId } : {}) } },
    orderBy: [{ system: { slug: 'asc' } }, { position: 'asc' }],
    select: {
      slug: true,
      name: true,
      system: { select: { slug: true, name: true, team: { select: { slug: true } } } },
    },
  })
  return stages
    .filter(({ system }) => canSee(ctx, { systemSlug: system.slug, teamSlug: system.team.slug }))
    .map(({ slug, name, system }) => ({ system: system.slug, systemName: system.name, slug, name }))
}
