import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getDb, type Tx } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { getGitHub } from '#lib/github/get-github.ts'
import { defineJob } from '#lib/jobs/define-job.ts'
import { enqueueJob } from '#lib/jobs/enqueue-job.ts'
import { planSources } from './plan-sources.ts'
import { readSource } from './read-source.ts'
import { parseSourceSettings } from './source-settings.ts'

/** Reads and applies one source. */
export const readSourceJob = defineJob({
  name: 'catalog.read-source',
  payload: z.object({ sourceId: z.uuid() }),
  timeoutMs: 120_000,
  run: (ctx, { sourceId }, signal) => readSource(ctx, getGitHub(), sourceId, signal),
})

/** Finds the sources that are due, or all of them, and has each read. */
export const refreshCatalogJob = defineJob({
  name: 'catalog.refresh',
  payload: z.object({ all: z.boolean().default(false) }),
  cron: '* * * * *',
  run: async (ctx, { all }) => {
    const { CATALOG_SOURCES, CATALOG_INTERVAL_SECONDS } = getEnv()
    const now = ctx.now().getTime()
    // Half a round early: a source read a moment after the minute would otherwise wait for one round more.
    const readBefore = new Date(all ? now + 1 : now - CATALOG_INTERVAL_SECONDS * 1_000 + 30_000)
    await planSources(ctx, getGitHub(), parseSourceSettings(CATALOG_SOURCES), readBefore)
    for (const sourceId of await listDueSources(readBefore)) await enqueueRead(null, sourceId)
  },
})

/**
 * Has what is due read now instead of at the next full minute; for a worker that has just started.
 * Throws `SettingsError` when the sources cannot be understood.
 */
export async function enqueueDueCatalogRefresh(): Promise<void> {
  parseSourceSettings(getEnv().CATALOG_SOURCES)
  await enqueueJob(null, refreshCatalogJob, {}, { key: 'catalog.refresh-due' })
}

export const catalogJobs = [refreshCatalogJob, readSourceJob]

/** Has every source of a repository read again, on a push for example. Safe to call for any repository. */
export async function enqueueCatalogRefresh(repository: string): Promise<void> {
  const sources = await getDb().catalogSource.findMany({
    where: {
      removedAt: null,
      kind: { in: ['github', 'github-org-repository'] },
      location: { startsWith: repository, mode: 'insensitive' },
    },
    select: { id: true, location: true },
  })
  const isSame = (location: string) => /^[@:]|^$/.test(location.slice(repository.length))
  for (const { id, location } of sources) if (isSame(location)) await enqueueRead(null, id)
}

/** Has the sources of all systems of a repository read again, by its id as well: its name may just have changed. */
export async function enqueueRepositoryRefresh(repository: {
  readonly githubId: string
  readonly repository: string
}): Promise<void> {
  const [owner, name] = repository.repository.split('/')
  const systems = await getDb().system.findMany({
    where: {
      removedAt: null,
      OR: [
        { repositoryGithubId: repository.githubId },
        {
          repositoryOwner: { equals: owner, mode: 'insensitive' },
          repositoryName: { equals: name, mode: 'insensitive' },
        },
      ],
    },
    select: { sourceId: true },
    distinct: ['sourceId'],
  })
  for (const { sourceId } of systems) await enqueueRead(null, sourceId)
}

/** Has every source read again soon, for a change that may concern any of them. */
export async function enqueueFullCatalogRefresh(): Promise<void> {
  await enqueueJob(null, refreshCatalogJob, { all: true }, { key: 'catalog.refresh-all' })
}

// Two lanes: reading hundreds of repositories must leave workers free for deployments.
const LANES = 2

export function enqueueRead(tx: Tx | null, sourceId: string): Promise<void> {
  const queue = `catalog-${Number.parseInt(sourceId.slice(-2), 16) % LANES}`
  return enqueueJob(tx, readSourceJob, { sourceId }, { key: `catalog.read:${sourceId}`, queue })
}

async function listDueSources(readBefore: Date): Promise<readonly string[]> {
  const due = await getDb().catalogSource.findMany({
    where: {
      removedAt: null,
      kind: { not: 'github-org' },
      OR: [{ readAt: null }, { readAt: { lt: readBefore } }],
    },
    select: { id: true },
    orderBy: { readAt: { sort: 'asc', nulls: 'first' } },
  })
  return due.map(({ id }) => id)
}

/** The same at once and in this process; for the command line. */
export async function refreshCatalogNow(ctx: Context, signal: AbortSignal): Promise<void> {
  const github = getGitHub()
  const readBefore = new Date(ctx.now().getTime() + 1)
  await planSources(ctx, github, parseSourceSettings(getEnv().CATALOG_SOURCES), readBefore)
  for (const sourceId of await listDueSources(readBefore)) {
    await readSource(ctx, github, sourceId, signal)
  }
}
