import 'server-only'
import type { Tx } from '#lib/core/db.ts'
import { toContentHash } from './content-hash.ts'
import type { RepositoryFacts } from './repository-facts.ts'
import { toJson } from './to-json.ts'
import type { Catalog, CatalogComponent } from './types.ts'
import { writeStages } from './write-stages.ts'

export interface SystemToWrite {
  readonly sourceId: string
  readonly file: string
  readonly catalog: Catalog
  /** Null when GitHub could not be asked. */
  readonly facts: RepositoryFacts | null
}

/** Makes the database say of a system what its file says. What the file no longer names is kept, marked as removed. */
export async function writeSystem(tx: Tx, input: SystemToWrite): Promise<{ systemId: string }> {
  const { catalog } = input
  const teamId = await writeTeam(tx, catalog.team)
  const columns = {
    name: catalog.name,
    description: catalog.description,
    teamId,
    sourceId: input.sourceId,
    sourceFile: input.file,
    format: catalog.format,
    missing: toJson(catalog.missing),
    links: toJson(catalog.links),
    documents: [...catalog.documents],
    contentHash: toContentHash(catalog),
    removedAt: null,
  }
  const { id: systemId } = await tx.system.upsert({
    where: { slug: catalog.slug },
    create: { slug: catalog.slug, ...columns },
    update: columns,
    select: { id: true },
  })
  await writeRepository(tx, systemId, input)
  const componentIds = await writeComponents(tx, systemId, catalog.components)
  await writeStages(tx, { systemId, stages: catalog.stages, componentIds })
  return { systemId }
}

async function writeTeam(tx: Tx, { slug, name }: Catalog['team']): Promise<string> {
  const team = await tx.team.upsert({
    where: { slug },
    create: { slug, name: name ?? slug },
    update: name === null ? {} : { name },
    select: { id: true },
  })
  return team.id
}

/** Stores where a system's code lives. A name GitHub once confirmed stays until it confirms another. */
export async function writeRepository(
  tx: Tx,
  systemId: string,
  { catalog, facts }: Pick<SystemToWrite, 'catalog' | 'facts'>,
): Promise<void> {
  if (catalog.repository === null) {
    await tx.system.update({ where: { id: systemId }, data: NO_REPOSITORY })
    return
  }
  const isConfirmed = facts !== null && facts.githubId !== null
  const [owner, name] = (facts?.fullName ?? catalog.repository).split('/')
  await tx.system.updateMany({
    where: { id: systemId, ...(isConfirmed ? {} : { repositoryGithubId: null }) },
    data: { repositoryOwner: owner, repositoryName: name },
  })
  if (facts === null) return
  const { state, note, githubId } = facts
  await tx.system.update({
    where: { id: systemId },
    data: {
      repositoryState: state,
      repositoryNote: note,
      ...(isConfirmed ? { repositoryGithubId: githubId } : {}),
    },
  })
}

const NO_REPOSITORY = {
  repositoryOwner: null,
  repositoryName: null,
  repositoryGithubId: null,
  repositoryState: null,
  repositoryNote: null,
}

async function writeComponents(
  tx: Tx,
  systemId: string,
  components: readonly CatalogComponent[],
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>()
  for (const [position, { slug, name, kind }] of components.entries()) {
    const columns = { name, kind, position, removedAt: null }
    const { id } = await tx.component.upsert({
      where: { systemId_slug: { systemId, slug } },
      create: { systemId, slug, ...columns },
      update: columns,
      select: { id: true },
    })
    ids.set(slug, id)
  }
  await tx.component.updateMany({
    where: { systemId, removedAt: null, slug: { notIn: [...ids.keys()] } },
    data: { removedAt: new Date() },
  })
  return ids
}
