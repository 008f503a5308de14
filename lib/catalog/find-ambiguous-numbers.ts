import { type Document, visit } from 'yaml'
import type { CatalogProblem } from './problems.ts'
import { type SourceText, toProblem } from './yaml-source.ts'

/** Unquoted numbers that do not read back as written: `1.10`, `1e3`, `0x1F`. Mostly they were meant as text. */
export function findAmbiguousNumbers(source: SourceText, document: Document): CatalogProblem[] {
  const problems: CatalogProblem[] = []
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== 'number' || node.source === undefined) return
      if (String(node.value) === node.source) return
      const params = { source: node.source, value: node.value }
      problems.push(toProblem(source, node.range?.[0] ?? 0, { code: 'ambiguous_number', params }))
    },
  })
  return problems
}
