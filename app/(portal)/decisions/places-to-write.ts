import 'server-only'
import { listSystems } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { hasPermission, type Permission } from '#lib/core/permissions.ts'

/** Where this reader may keep records: systems by name, and whether also without one. */
export async function listPlacesToWrite(ctx: Context, permission: Permission) {
  const systems = await listSystems(ctx)
  return {
    isEverywhere: hasPermission(ctx, permission),
    systems: systems
      .filter(({ slug, team }) =>
        hasPermission(ctx, permission, { systemSlug: slug, teamSlug: team.slug }),
      )
      .map(({ slug, name }) => ({ slug, name })),
  }
}
