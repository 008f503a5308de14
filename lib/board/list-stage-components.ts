import 'server-only'
import { z } from 'zod'
import { getStageSubject } from '#lib/catalog/index.ts'
import { componentSchema } from '#lib/catalog/schemas.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { platformStateSchema } from '#lib/hosting/schemas.ts'
import { healthWords, toHealthAt } from './policy.ts'
import type { StageComponent } from './types.ts'

const storedHealth = z
  .array(
    z.object({
      component: z.string(),
      health: z.enum(healthWords).catch('unknown'),
      since: z.string().nullish(),
      reason: z.string().nullish(),
    }),
  )
  .catch([])

/** The components of a system as one stage runs them: health and version of each, unknown where nobody measured. */
export async function listStageComponents(
  ctx: Context,
  input: { readonly system: string; readonly stage: string },
): Promise<readonly StageComponent[]> {
  const { stageId, systemId } = await getStageSubject(ctx, input)
  const [components, state, versions] = await Promise.all([
    getDb().component.findMany({
      where: { systemId, removedAt: null },
      orderBy: { position: 'asc' },
      select: { slug: true, name: true, kind: true },
    }),
    getDb().stageState.findUnique({ where: { stageId } }),
    getDb().probe.findMany({
      where: { stageId, removedAt: null, version: { not: null } },
      select: {
        version: true,
        commitSha: true,
        versionObservedAt: true,
        component: { select: { slug: true } },
      },
    }),
  ])
  const platform = platformStateSchema.safeParse(state?.platform).data
  const healths = storedHealth.parse(state?.componentHealth)
  const measured = {
    observedAtMs: state?.healthObservedAt?.getTime() ?? null,
    ttlSeconds: state?.healthTtlSeconds ?? 0,
  }
  return componentSchema
    .array()
    .parse(components)
    .map((component) => {
      const health = healths.find((entry) => entry.component === component.slug)
      const version = versions.find((probe) => probe.component.slug === component.slug)
      return {
        ...component,
        health: {
          status: toHealthAt(
            { ...measured, word: health?.health ?? 'unknown' },
            ctx.now().getTime(),
          ),
          since: health?.since ?? null,
          reason: health?.reason ?? null,
        },
        version: version?.version ?? null,
        commitSha: version?.commitSha ?? null,
        versionObservedAt: version?.versionObservedAt?.toISOString() ?? null,
        release: platform?.components.find((entry) => entry.component === component.slug) ?? null,
      }
    })
}
