import type { Document } from 'yaml'
import { catalogFileSchema } from './file-schemas.ts'
import { findAmbiguousNumbers } from './find-ambiguous-numbers.ts'
import type { CatalogProblem } from './problems.ts'
import { readYaml } from './read-yaml.ts'
import { findRuleFindings } from './rules/find-rule-findings.ts'
import type { RuleFinding } from './rules/loose-file.ts'
import { sortProblems } from './sort-problems.ts'
import { toCatalog } from './to-catalog.ts'
import { toSchemaFindings } from './to-schema-findings.ts'
import type { Catalog } from './types.ts'
import { locate, type SourceText, toPlace, toProblem } from './yaml-source.ts'

export interface CatalogText {
  /** The file's name as problems are to show it. */
  readonly file: string
  readonly text: string
  /** Repository the file was read from; fills in for a missing `repository`. */
  readonly repository?: string | null
}

export type ParsedCatalog =
  | { readonly catalog: Catalog; readonly problems?: undefined }
  | { readonly catalog?: undefined; readonly problems: readonly CatalogProblem[] }

/** Reads a `leitstand.yaml`. Never throws; everything wrong with the file is reported at once, each with its place. */
export function parseCatalog({ file, text, repository = null }: CatalogText): ParsedCatalog {
  const { source, documents, values, problems: yamlProblems } = readYaml(file, text)
  const [document, second] = documents
  if (document === undefined || values.length === 0) return { problems: sortProblems(yamlProblems) }
  const surplus = second
    ? [toProblem(source, second.range?.[0] ?? 0, { code: 'several_documents' })]
    : []
  const declaredAt = toPlace(source, locate(document, ['system']).offset)
  const parsed = catalogFileSchema.safeParse(values[0])
  const issues = parsed.error?.issues ?? []
  const findings = [
    ...toSchemaFindings(issues, catalogFileSchema, values[0], document),
    ...findRuleFindings(values[0]),
  ]
  const problems = sortProblems([
    ...yamlProblems,
    ...surplus,
    ...findings.map((finding) => toLocatedProblem(source, document, finding)),
    ...findAmbiguousNumbers(source, document),
  ])
  return parsed.success && problems.length === 0
    ? { catalog: toCatalog(parsed.data, { repository, declaredAt }) }
    : { problems }
}

function toLocatedProblem(
  source: SourceText,
  document: Document,
  finding: RuleFinding,
): CatalogProblem {
  const { offset } = locate(document, finding.path, finding.atKey)
  if (finding.earlier === undefined) return toProblem(source, offset, finding)
  const { line } = toPlace(source, locate(document, finding.earlier).offset)
  return toProblem(source, offset, { ...finding, params: { ...finding.params, line } })
}
