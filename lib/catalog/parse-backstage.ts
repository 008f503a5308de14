import { entitySchema } from './backstage-schemas.ts'
import type { CatalogProblem } from './problems.ts'
import { readYaml } from './read-yaml.ts'
import { sortProblems } from './sort-problems.ts'
import { type PlacedEntity, toBackstageCatalogs } from './to-backstage-catalogs.ts'
import type { Catalog } from './types.ts'
import { locate, toPlace, toProblem } from './yaml-source.ts'

export interface BackstageText {
  readonly file: string
  readonly text: string
  /** Repository the file was read from; fills in for a missing `github.com/project-slug`. */
  readonly repository?: string | null
}

export interface ParsedBackstage {
  /** Empty when there are problems. */
  readonly catalogs: readonly Catalog[]
  readonly problems: readonly CatalogProblem[]
}

/** Reads a `catalog-info.yaml`: its systems and components, and by `missing` what keeps each from being deployed. */
export function parseBackstage({ file, text, repository = null }: BackstageText): ParsedBackstage {
  const { source, documents, values, problems: yamlProblems } = readYaml(file, text)
  const problems = [...yamlProblems]
  const entities: PlacedEntity[] = []
  for (const [index, document] of documents.entries()) {
    const entity = entitySchema.safeParse(values[index])
    const path = entity.success ? ['metadata', 'name'] : (entity.error.issues[0]?.path ?? [])
    const { offset } = locate(document, path.map(String))
    if (entity.success) entities.push({ ...entity.data, place: toPlace(source, offset) })
    else if (values.length > 0) problems.push(toProblem(source, offset, { code: 'entity_invalid' }))
  }
  if (problems.length > 0) return { catalogs: [], problems: sortProblems(problems) }
  const catalogs = toBackstageCatalogs(entities, repository)
  if (catalogs.length > 0) return { catalogs, problems: [] }
  return { catalogs: [], problems: [toProblem(source, 0, { code: 'no_system' })] }
}
