import { type Document, isScalar, parseAllDocuments, type YAMLError } from 'yaml'
import type { CatalogProblem, ProblemCode, ProblemParams } from './problems.ts'
import { MAX_DEPTH, scanNodes } from './scan-nodes.ts'
import { type SourceText, toProblem } from './yaml-source.ts'

/** Far above any real catalog, far below what costs noticeable time to parse. */
export const MAX_FILE_BYTES = 256 * 1024

export interface YamlFile {
  readonly source: SourceText
  readonly documents: readonly Document[]
  /** One value for each document; empty when the problems keep them from being built. */
  readonly values: readonly unknown[]
  readonly problems: readonly CatalogProblem[]
}

/** Parses hostile text: size, depth and aliases are bounded, and everything wrong has a place. Never throws. */
export function readYaml(file: string, text: string): YamlFile {
  const source: SourceText = { file, text: text.replace(/^\ufeff/, '') }
  const refuse = (problems: CatalogProblem[]): YamlFile => ({
    source,
    documents: [],
    values: [],
    problems,
  })

  if (Buffer.byteLength(text) > MAX_FILE_BYTES) {
    const params = { limitKb: MAX_FILE_BYTES / 1024 }
    return refuse([toProblem(source, 0, { code: 'too_large', params })])
  }
  const all = parseAllDocuments(source.text, { version: '1.2', prettyErrors: false })
  const faults = all.flatMap(({ errors, warnings }) => [...errors, ...warnings])
  if (faults.length > 0) return refuse(toSyntaxProblems(source, faults))
  const documents = all.filter(({ contents }) => !isEmpty(contents))
  if (documents.length === 0) return refuse([toProblem(source, 0, { code: 'empty_file' })])

  const problems = documents.flatMap((document) => scanNodes(source, document))
  const isUnsafe = problems.some(({ code }) => STRUCTURAL.has(code))
  return isUnsafe
    ? { source, documents, values: [], problems }
    : toValues(source, documents, problems)
}

// A value with one of these faults cannot be built, or not without surprises.
const STRUCTURAL: ReadonlySet<ProblemCode> = new Set([
  'too_deep',
  'alias_unknown',
  'alias_circular',
  'key_not_text',
])

function isEmpty(contents: unknown): boolean {
  return contents === null || (isScalar(contents) && contents.value === null)
}

function toValues(
  source: SourceText,
  documents: readonly Document[],
  problems: readonly CatalogProblem[],
): YamlFile {
  try {
    const values = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown)
    return { source, documents, values, problems }
  } catch {
    // Anchors, cycles and keys were checked before, so only the alias limit is left to throw.
    const bomb = toProblem(source, 0, { code: 'alias_bomb' })
    return { source, documents, values: [], problems: [...problems, bomb] }
  }
}

const SYNTAX_CODES: Readonly<Record<string, ProblemCode>> = {
  TAB_AS_INDENT: 'tab',
  DUPLICATE_KEY: 'duplicate_key',
  RESOURCE_EXHAUSTION: 'too_deep',
}

function toSyntaxProblems(source: SourceText, faults: readonly YAMLError[]): CatalogProblem[] {
  const exhausted = faults.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  return (exhausted ? [exhausted] : faults).map((fault) => {
    const code = SYNTAX_CODES[fault.code] ?? 'yaml_syntax'
    const params: ProblemParams =
      code === 'yaml_syntax' ? { detail: fault.message } : { limit: MAX_DEPTH }
    return toProblem(source, fault.pos[0], { code, params })
  })
}
