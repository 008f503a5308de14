import { parseBackstage } from './parse-backstage.ts'
import { type CatalogText, parseCatalog } from './parse-catalog.ts'
import { type CatalogProblem, toReason } from './problems.ts'
import type { Catalog } from './types.ts'

/** Names a system's description may have, the more telling first. */
export const CATALOG_FILES = [
  'leitstand.yaml',
  'leitstand.yml',
  'catalog-info.yaml',
  'catalog-info.yml',
] as const

export interface ParsedText {
  /** Empty when there are problems; a `leitstand.yaml` describes one system, a `catalog-info.yaml` any number. */
  readonly catalogs: readonly Catalog[]
  readonly problems: readonly CatalogProblem[]
}

/** Reads either kind of file; its name tells which. */
export function parseCatalogText(input: CatalogText): ParsedText {
  if (/(?:^|\/)catalog-info\.ya?ml$/.test(input.file)) return parseBackstage(input)
  const { catalog, problems } = parseCatalog(input)
  return catalog ? { catalogs: [catalog], problems: [] } : { catalogs: [], problems }
}

/** Says of a sound file that what it describes is described by `owner` already. */
export function toClaimProblem(file: string, catalog: Catalog, owner: string): CatalogProblem {
  const said = { code: 'system_claimed', params: { value: catalog.slug, source: owner } } as const
  return { file, ...catalog.declaredAt, ...said, reason: toReason(said), nearest: null }
}
