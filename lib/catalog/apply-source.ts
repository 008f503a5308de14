import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { CATALOG_CHANGED, toSystemChanges } from './changes.ts'
import { toContentHash } from './content-hash.ts'
import { parseCatalogText, toClaimProblem } from './parse-catalog-text.ts'
import { type CatalogProblem, toProblemLine } from './problems.ts'
import { removeSystems } from './remove-systems.ts'
import type { RepositoryFacts } from './repository-facts.ts'
import type { SourceRead } from './source-read.ts'
import { storedProblems } from './stored-schemas.ts'
import { toJson } from './to-json.ts'
import type { Catalog } from './types.ts'
import { writeSystem } from './write-system.ts'

export interface SourceToApply {
  readonly sourceId: string
  readonly read: SourceRead
  /** Asked once for each system that names a repository; null keeps what is known. */
  readonly findFacts: (repository: string) => Promise<RepositoryFacts | null>
}

interface Described {
  readonly file: string
  readonly catalog: Catalog
}

/**
 * Makes the database say what a source says, one transaction for each system that changed. A file with problems
 * leaves its systems as they were; a system that is no longer described is marked as removed and keeps its history.
 */
export async function applySource(ctx: Context, input: SourceToApply): Promise<void> {
  const { sourceId, read } = input
  if (read.failure !== null) {
    await recordFailure(ctx, sourceId, read.failure)
    return
  }
  const parsed = read.files.map((file) => ({ file: file.file, ...parseCatalogText(file) }))
  const described = parsed.flatMap(({ file, catalogs }) =>
    catalogs.map((catalog) => ({ file, catalog })),
  )
  const problems = parsed.flatMap((file) => file.problems)
  const first = new Map<string, Described>()
  for (const entry of described) {
    const owner = first.get(entry.catalog.slug)
    if (owner) problems.push(toClaimProblem(entry.file, entry.catalog, owner.file))
    else first.set(entry.catalog.slug, entry)
  }
  for (const entry of first.values()) {
    const problem = await applySystem(ctx, input, entry)
    if (problem) problems.push(problem)
  }
  const brokenFiles = parsed.filter((file) => file.problems.length > 0).map(({ file }) => file)
  const kept = { slugs: [...first.keys()], brokenFiles }
  const failure = read.files.length === 0 ? 'no_catalog_file' : null
  await finish(ctx, sourceId, { commitSha: read.commitSha, failure, problems, kept })
}

/** Writes a system unless nothing changed or another source owns it; then says so. */
async function applySystem(
  ctx: Context,
  { sourceId, findFacts }: SourceToApply,
  { file, catalog }: Described,
): Promise<CatalogProblem | null> {
  const known = await findKnownSystem(catalog.slug)
  const isTaken = known !== null && known.sourceId !== sourceId
  if (isTaken && known.removedAt === null && known.source.removedAt === null) {
    return toClaimProblem(file, catalog, known.source.location)
  }
  const facts = catalog.repository === null ? null : await findFacts(catalog.repository)
  if (known !== null && isCurrent(known, { sourceId, file, catalog, facts })) return null
  await observe(ctx, async (tx) => {
    const { systemId } = await writeSystem(tx, { sourceId, file, catalog, facts })
    return { result: null, changes: toSystemChanges(systemId, catalog.slug) }
  })
  return null
}

function findKnownSystem(slug: string) {
  return getDb().system.findUnique({
    where: { slug },
    select: {
      sourceId: true,
      sourceFile: true,
      contentHash: true,
      removedAt: true,
      repositoryOwner: true,
      repositoryName: true,
      repositoryGithubId: true,
      repositoryState: true,
      source: { select: { location: true, removedAt: true } },
    },
  })
}

type KnownSystem = NonNullable<Awaited<ReturnType<typeof findKnownSystem>>>

function isCurrent(
  known: KnownSystem,
  next: Described & { sourceId: string; facts: RepositoryFacts | null },
): boolean {
  const { facts } = next
  const hasCurrentFacts =
    facts === null ||
    (facts.state === known.repositoryState &&
      (facts.githubId === null ||
        (facts.githubId === known.repositoryGithubId &&
          facts.fullName === `${known.repositoryOwner}/${known.repositoryName}`)))
  return (
    hasCurrentFacts &&
    known.removedAt === null &&
    known.sourceId === next.sourceId &&
    known.sourceFile === next.file &&
    known.contentHash === toContentHash(next.catalog)
  )
}

const toText = (problems: readonly CatalogProblem[]) => problems.map(toProblemLine).join('\n')

interface Outcome {
  readonly commitSha: string | null
  readonly failure: 'no_catalog_file' | null
  readonly problems: readonly CatalogProblem[]
  readonly kept: { readonly slugs: readonly string[]; readonly brokenFiles: readonly string[] }
}

async function finish(
  ctx: Context,
  sourceId: string,
  { commitSha, failure, problems, kept }: Outcome,
): Promise<void> {
  await observe(ctx, async (tx) => {
    const before = await tx.catalogSource.findUniqueOrThrow({ where: { id: sourceId } })
    const now = ctx.now()
    const isSound = failure === null && problems.length === 0
    await tx.catalogSource.update({
      where: { id: sourceId },
      data: {
        readAt: now,
        commitSha,
        failure,
        problems: toJson(problems),
        ...(isSound ? { succeededAt: now } : {}),
      },
    })
    const isNews =
      before.failure !== failure ||
      toText(storedProblems.parse(before.problems)) !== toText(problems)
    const removed = await removeSystems(tx, {
      sourceId,
      slug: { notIn: [...kept.slugs] },
      sourceFile: { notIn: [...kept.brokenFiles] },
    })
    const changes = [...removed, ...(isNews ? [CATALOG_CHANGED] : [])]
    return { result: null, changes }
  })
}

async function recordFailure(ctx: Context, sourceId: string, failure: string): Promise<void> {
  await observe(ctx, async (tx) => {
    const before = await tx.catalogSource.findUniqueOrThrow({ where: { id: sourceId } })
    await tx.catalogSource.update({
      where: { id: sourceId },
      data: { readAt: ctx.now(), failure },
    })
    return { result: null, changes: before.failure === failure ? [] : [CATALOG_CHANGED] }
  })
}
