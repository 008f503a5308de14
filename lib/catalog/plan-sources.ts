import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import type { GitHub } from '#lib/github/get-github.ts'
import { listInstallationRepositories } from '#lib/github/repository.ts'
import { CATALOG_CHANGED } from './changes.ts'
import { toSourceFailure } from './read-github-source.ts'
import { removeSystems } from './remove-systems.ts'
import { type SourceSetting, toLocation } from './source-settings.ts'

/** How a source came to be; one found in an organisation may well hold no catalog file. */
export type SourceKind = SourceSetting['kind'] | 'github-org-repository'

interface Wanted {
  readonly kind: SourceKind
  readonly location: string
}

/** How long systems outlive their source: what was renamed is found again under its new name meanwhile. */
const FAREWELL_MS = 60_000

/**
 * Brings the list of sources in line with the settings, organisations expanded. A source that is no longer meant is
 * marked as removed, and its systems are one round later unless another source describes them by then.
 */
export async function planSources(
  ctx: Context,
  github: GitHub,
  settings: readonly SourceSetting[],
  readBefore: Date,
): Promise<void> {
  await removeOrphans(ctx)
  const wanted = new Map<string, Wanted>()
  for (const setting of settings) {
    const location = toLocation(setting)
    wanted.set(location, { kind: setting.kind, location })
  }
  await keepSources(ctx, [...wanted.values()])
  for (const { kind, location } of [...wanted.values()]) {
    if (kind !== 'github-org') continue
    const members = await listMembers(ctx, github, location, readBefore)
    const found = members.filter((member) => !wanted.has(member))
    for (const member of found)
      wanted.set(member, { kind: 'github-org-repository', location: member })
  }
  await keepSources(ctx, [...wanted.values()])
  await removeSources(ctx, [...wanted.keys()])
}

async function keepSources(ctx: Context, wanted: readonly Wanted[]): Promise<void> {
  const known = await getDb().catalogSource.findMany({ where: { removedAt: null } })
  const kinds = new Map(known.map(({ location, kind }) => [location, kind]))
  const missing = wanted.filter(({ location, kind }) => kinds.get(location) !== kind)
  if (missing.length === 0) return
  await observe(ctx, async (tx) => {
    for (const { location, kind } of missing) {
      await tx.catalogSource.upsert({
        where: { location },
        create: { location, kind },
        update: { kind, removedAt: null },
      })
    }
    return { result: null, changes: [CATALOG_CHANGED] }
  })
}

/** Repositories of an organisation: from GitHub when they are due to be listed and it answers, else those known. */
async function listMembers(
  ctx: Context,
  github: GitHub,
  owner: string,
  readBefore: Date,
): Promise<readonly string[]> {
  const source = await getDb().catalogSource.findUniqueOrThrow({ where: { location: owner } })
  if (source.readAt !== null && source.readAt >= readBefore) return listKnownMembers(owner)
  const found = await listInstallationRepositories(github, owner)
  const failure = found.ok ? null : toSourceFailure(found.failure)
  await observe(ctx, async (tx) => {
    const data = { readAt: ctx.now(), failure, ...(found.ok ? { succeededAt: ctx.now() } : {}) }
    await tx.catalogSource.update({ where: { id: source.id }, data })
    return { result: null, changes: source.failure === failure ? [] : [CATALOG_CHANGED] }
  })
  if (!found.ok) return listKnownMembers(owner)
  return found.value.filter(({ isArchived }) => !isArchived).map(({ fullName }) => fullName)
}

async function listKnownMembers(owner: string): Promise<readonly string[]> {
  const known = await getDb().catalogSource.findMany({
    where: {
      kind: 'github-org-repository',
      removedAt: null,
      location: { startsWith: `${owner}/`, mode: 'insensitive' },
    },
    select: { location: true },
  })
  return known.map(({ location }) => location)
}

async function removeSources(ctx: Context, kept: readonly string[]): Promise<void> {
  const where = { removedAt: null, location: { notIn: [...kept] } }
  if ((await getDb().catalogSource.count({ where })) === 0) return
  await observe(ctx, async (tx) => {
    await tx.catalogSource.updateMany({ where, data: { removedAt: ctx.now() } })
    return { result: null, changes: [CATALOG_CHANGED] }
  })
}

async function removeOrphans(ctx: Context): Promise<void> {
  const removedAt = { lt: new Date(ctx.now().getTime() - FAREWELL_MS) }
  const where = { removedAt: null, source: { removedAt } }
  if ((await getDb().system.count({ where })) === 0) return
  await observe(ctx, async (tx) => ({ result: null, changes: await removeSystems(tx, where) }))
}
