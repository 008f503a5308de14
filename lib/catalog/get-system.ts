import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSee, hasPermission } from '#lib/core/permissions.ts'
import type { System } from './schemas.ts'
import { toStarterYaml } from './to-starter-yaml.ts'
import { type SystemRow, systemSelect, toDetails, toSystemFields } from './to-system-view.ts'

/** A system as its catalog file describes it, and the state of that file. */
export async function getSystem(
  ctx: Context,
  { system }: { readonly system: string },
): Promise<System> {
  const row = await getDb().system.findFirst({
    where: { slug: system, removedAt: null },
    select: systemSelect,
  })
  const subject = row && { systemSlug: row.slug, teamSlug: row.team.slug }
  if (!row || !subject || !canSee(ctx, subject)) throw notFound(`The system "${system}"`)
  return toSystem(row, hasPermission(ctx, 'catalog:refresh', subject))
}

function toSystem(row: SystemRow, refresh: boolean): System {
  const fields = toSystemFields(row)
  const details = toDetails(row)
  const starterYaml =
    fields.format === 'leitstand'
      ? null
      : toStarterYaml({
          ...fields,
          ...details,
          repository: fields.repository?.fullName ?? null,
        })
  return { ...fields, ...details, starterYaml, may: { refresh } }
}
