import type { BackstageEntity } from './backstage-schemas.ts'
import { SLUG_MAX_LENGTH, webAddress } from './fields.ts'
import { findRepository } from './github-names.ts'
import { listMissing } from './list-missing.ts'
import type { Catalog, CatalogComponent, CatalogLink, MissingPiece, Place } from './types.ts'
import type { ComponentKind } from './words.ts'

// The well-known values of spec.type that stand for something running. Libraries and documentation do not run.
const KINDS: Readonly<Record<string, ComponentKind>> = {
  service: 'api',
  api: 'api',
  backend: 'api',
  website: 'web',
  web: 'web',
  frontend: 'frontend',
  worker: 'worker',
  database: 'database',
  storage: 'storage',
}
const NOT_RUNNING: ReadonlySet<string> = new Set(['library', 'documentation', 'template', 'tool'])

const NO_TEAM = 'unassigned'

/** An entity and where it stands in its file. */
export interface PlacedEntity extends BackstageEntity {
  readonly place: Place
}

/** Entities of one file as systems. A component that names no system of its own file is the system. */
export function toBackstageCatalogs(
  entities: readonly PlacedEntity[],
  repository: string | null,
): readonly Catalog[] {
  const groups = new Map(
    ofKind(entities, 'Group').map((group) => [toSlug(group.metadata.name), group]),
  )
  const systems = new Map(
    ofKind(entities, 'System').map((system) => [toSlug(system.metadata.name), [system]]),
  )
  for (const component of ofKind(entities, 'Component')) {
    const slug = toSlug(component.spec.system ?? component.metadata.name)
    systems.set(slug, [...(systems.get(slug) ?? []), component])
  }
  return [...systems].map(([slug, members]) => toCatalog(slug, members, groups, repository))
}

function toCatalog(
  slug: string,
  members: readonly PlacedEntity[],
  groups: ReadonlyMap<string, PlacedEntity>,
  repository: string | null,
): Catalog {
  const lead = members[0]
  const components = ofKind(members, 'Component')
  const owner = members.map(({ spec }) => spec.owner).find((name) => name !== undefined)
  const team = owner === undefined ? NO_TEAM : toSlug(owner)
  const catalog: Omit<Catalog, 'missing'> = {
    format: 'backstage',
    declaredAt: lead?.place ?? { line: 1, column: 1 },
    slug,
    name: lead?.metadata.title ?? lead?.spec.system ?? lead?.metadata.name ?? slug,
    description: lead?.metadata.description ?? null,
    team: { slug: team, name: groups.get(team)?.spec.profile?.displayName ?? null },
    repository: findProject(members) ?? repository,
    links: members.flatMap(({ metadata }) => toLinks(metadata.links)).slice(0, 20),
    documents: [],
    components: toComponents(components),
    stages: [],
  }
  const own: MissingPiece[] = [
    ...(owner === undefined ? [toPiece('team', null)] : []),
    ...components
      .filter(isUnknownKind)
      .map(({ metadata }) => toPiece('component_kind', toSlug(metadata.name))),
  ]
  return { ...catalog, missing: [...own, ...listMissing(catalog)] }
}

function ofKind(entities: readonly PlacedEntity[], kind: string): readonly PlacedEntity[] {
  return entities.filter((entity) => entity.kind.toLowerCase() === kind.toLowerCase())
}

/** `group:default/Team_A` → `team-a`; entity references and names allow more than a slug does. */
function toSlug(reference: string): string {
  const name = reference.split(':').at(-1)?.split('/').at(-1) ?? ''
  const slug = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, SLUG_MAX_LENGTH)
  return slug.replaceAll(/^-|-$/g, '') || NO_TEAM
}

function toComponents(entities: readonly PlacedEntity[]): readonly CatalogComponent[] {
  const components = entities.flatMap(({ metadata, spec }) => {
    const kind = KINDS[spec.type?.toLowerCase() ?? '']
    const slug = toSlug(metadata.name)
    return kind ? [{ slug, name: metadata.title ?? metadata.name, kind }] : []
  })
  // Names that differ only in punctuation become the same slug; the first one keeps it.
  return [
    ...new Map(components.toReversed().map((component) => [component.slug, component])).values(),
  ].reverse()
}

function isUnknownKind({ spec }: PlacedEntity): boolean {
  const type = spec.type?.toLowerCase() ?? ''
  return KINDS[type] === undefined && !NOT_RUNNING.has(type)
}

function findProject(members: readonly PlacedEntity[]): string | null {
  const projects = members.map(({ metadata }) => metadata.annotations['github.com/project-slug'])
  const named = projects.find((project) => typeof project === 'string')
  return typeof named === 'string' ? findRepository(named) : null
}

function toLinks(links: BackstageEntity['metadata']['links']): readonly CatalogLink[] {
  return links
    .filter((link) => link !== null)
    .filter(({ url }) => webAddress.safeParse(url).success)
    .map(({ url, title }) => ({ url, title: title ?? new URL(url).host }))
}

function toPiece(piece: MissingPiece['piece'], component: string | null): MissingPiece {
  return { piece, stage: null, component }
}
