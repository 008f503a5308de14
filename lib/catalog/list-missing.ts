import type { Catalog, CatalogStage, MissingPiece } from './types.ts'
import type { MissingPieceName } from './words.ts'

/** What a system still lacks to be deployed and watched from here, in the order one would add it. */
export function listMissing(catalog: Omit<Catalog, 'missing'>): readonly MissingPiece[] {
  const stages = catalog.stages
  return [
    ...(catalog.repository === null ? [toPiece('repository')] : []),
    ...(catalog.components.length === 0 ? [toPiece('components')] : []),
    ...(stages.length === 0 ? [toPiece('stages'), toPiece('workflow')] : []),
    ...stages.filter(({ deploy }) => !deploy).map(({ slug }) => toPiece('workflow', slug)),
    ...stages.filter(({ hosting }) => !hosting).map(({ slug }) => toPiece('hosting', slug)),
    ...(stages.length === 0 ? [toPiece('health_checks')] : []),
    ...stages.flatMap((stage) => listUnwatched(stage, catalog)),
    ...stages.filter(hasNoVersion).map(({ slug }) => toPiece('version_source', slug)),
  ]
}

function listUnwatched(stage: CatalogStage, catalog: Pick<Catalog, 'components'>): MissingPiece[] {
  if (stage.probes.length === 0) return [toPiece('health_checks', stage.slug)]
  const watched = new Set(stage.probes.map(({ component }) => component))
  // Files and storage are judged by what serves them; only what runs needs a check of its own.
  return catalog.components
    .filter(({ slug, kind }) => !watched.has(slug) && kind !== 'assets' && kind !== 'storage')
    .map(({ slug }) => toPiece('health_checks', stage.slug, slug))
}

function hasNoVersion(stage: CatalogStage): boolean {
  return !stage.probes.some((probe) => probe.kind === 'http' && probe.version !== null)
}

function toPiece(
  piece: MissingPieceName,
  stage: string | null = null,
  component: string | null = null,
): MissingPiece {
  return { piece, stage, component }
}
