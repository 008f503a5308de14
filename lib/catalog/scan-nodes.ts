import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import { findInvisibleCharacter } from '#lib/core/text.ts'
import type { CatalogProblem } from './problems.ts'
import { type Finding, type SourceText, toProblem } from './yaml-source.ts'

/** Deeper than any catalog nests, shallow enough to walk by recursion. */
export const MAX_DEPTH = 32

const RESERVED_KEYS: ReadonlySet<unknown> = new Set(['__proto__', 'constructor', 'prototype'])

interface Scan {
  readonly source: SourceText
  readonly document: Document
  readonly problems: CatalogProblem[]
}

type Said = Omit<Finding, 'path' | 'atKey'>

/** What YAML allows but a catalog must not contain, wherever in the document it stands. */
export function scanNodes(source: SourceText, document: Document): readonly CatalogProblem[] {
  const scan: Scan = { source, document, problems: [] }
  scanNode(scan, document.contents as Node | null, [])
  return scan.problems
}

function scanNode(scan: Scan, node: Node | null, ancestors: readonly Node[]): void {
  if (node === null) return
  if (ancestors.length > MAX_DEPTH) {
    report(scan, node, { code: 'too_deep', params: { limit: MAX_DEPTH } })
  } else if (isAlias(node)) {
    const fault = findAliasFault(node, scan.document, ancestors)
    if (fault) report(scan, node, fault)
  } else if (isScalar(node)) {
    scanScalar(scan, node)
  } else if (isSeq(node)) {
    for (const item of node.items) scanNode(scan, item as Node | null, [...ancestors, node])
  } else if (isMap(node)) {
    for (const pair of node.items) scanPair(scan, pair as Pair<Node, Node>, [...ancestors, node])
  }
}

function scanPair(scan: Scan, { key, value }: Pair<Node, Node>, ancestors: readonly Node[]): void {
  if (!isScalar(key) || typeof key.value !== 'string') {
    report(scan, key, { code: 'key_not_text' })
  } else if (RESERVED_KEYS.has(key.value)) {
    report(scan, key, { code: 'reserved_key', params: { key: key.value } })
  } else {
    scanScalar(scan, key)
  }
  scanNode(scan, value, ancestors)
}

function scanScalar(scan: Scan, scalar: Scalar): void {
  if (typeof scalar.value !== 'string') return
  const invisible = findInvisibleCharacter(scalar.value)
  // What decoding could not read stands as U+FFFD in the text.
  const index = invisible >= 0 ? invisible : scalar.value.indexOf('\ufffd')
  if (index < 0) return
  const params = { position: index + 1, codePoint: toCodePoint(scalar.value, index) }
  const code = invisible >= 0 ? 'invisible_character' : 'not_utf8'
  const [start = 0, end = start] = scalar.range ?? []
  // An escaped character has no place of its own in the text; then the value's start has to do.
  const shift = scan.source.text.slice(start, end).indexOf(scalar.value.charAt(index))
  report(scan, scalar, { code, params }, Math.max(0, shift))
}

function findAliasFault(alias: Alias, document: Document, ancestors: readonly Node[]): Said | null {
  const params = { name: alias.source }
  const target = alias.resolve(document)
  if (target === undefined) return { code: 'alias_unknown', params }
  return ancestors.includes(target) ? { code: 'alias_circular', params } : null
}

function report(scan: Scan, node: Node | null, said: Said, shift = 0): void {
  scan.problems.push(toProblem(scan.source, (node?.range?.[0] ?? 0) + shift, said))
}

/** `U+200B`, the way character tables name it. */
export function toCodePoint(text: string, index: number): string {
  const codePoint = text.codePointAt(index) ?? 0
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`
}
