import { type Document, isAlias, isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml'
import { type CatalogProblem, type ProblemCode, type ProblemParams, toReason } from './problems.ts'
import type { Place } from './types.ts'

export type ValuePath = readonly (string | number)[]

/** What is wrong, said about a place in the parsed value rather than in the text. */
export interface Finding {
  readonly path: ValuePath
  /** Point at the key instead of at its value. */
  readonly atKey?: boolean
  readonly code: ProblemCode
  readonly params?: ProblemParams
  readonly nearest?: string | null
}

/** The text of a file, to translate offsets into lines and columns. */
export interface SourceText {
  readonly file: string
  readonly text: string
}

/** Lines and columns as editors count them; an offset past the end is the end. */
export function toPlace(source: SourceText, offset: number): Place {
  const before = source.text.slice(0, Math.max(0, Math.min(offset, source.text.length)))
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: before.length - lineStart + 1 }
}

export function toProblem(
  source: SourceText,
  offset: number,
  finding: Omit<Finding, 'path' | 'atKey'>,
): CatalogProblem {
  const { code, params = {}, nearest = null } = finding
  const reason = toReason({ code, params })
  return { file: source.file, ...toPlace(source, offset), code, params, reason, nearest }
}

export interface Located {
  /** The node at the path, aliases followed; null when the path ends before it. */
  readonly node: Node | null
  readonly offset: number
}

/** The node at a path, or the place of the nearest parent that exists. */
export function locate(document: Document, path: ValuePath, atKey = false): Located {
  let node: Node | null = document.contents as Node | null
  let offset = node?.range?.[0] ?? 0
  for (const [depth, step] of path.entries()) {
    const entry = findEntry(resolve(node, document), step)
    if (entry === null) return { node: null, offset }
    node = entry.value
    const points = atKey && depth === path.length - 1 ? entry.key : (entry.value ?? entry.key)
    offset = points?.range?.[0] ?? offset
  }
  return { node: resolve(node, document), offset }
}

function findEntry(
  node: Node | null,
  step: string | number,
): { key: Scalar | null; value: Node | null } | null {
  if (isSeq(node)) {
    const value = node.items[Number(step)]
    return value === undefined ? null : { key: null, value: value as Node }
  }
  if (!isMap(node)) return null
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
  return pair ? { key: pair.key as Scalar, value: pair.value as Node | null } : null
}

function resolve(node: Node | null, document: Document): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node
}
