import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml'
import type { Span } from './blocks.ts'
import { splitLines } from './lines.ts'

export type FrontMatterEntry = {
  name: string
  /** Words of a scalar, or of each entry of a list; null for anything deeper. */
  values: readonly string[] | null
  style: 'scalar' | 'flow' | 'block'
  /** From the name to the end of the value. */
  span: Span
  /** What a new value replaces; empty behind the colon where there is none. */
  value: Span
  /** Columns before the dashes of a list in block style. */
  indent: number
}

/** YAML between two lines of dashes at the very start. */
export type FrontMatter = Span & {
  /** Between the dashes. */
  content: Span
  entries: readonly FrontMatterEntry[]
  /** Not YAML that can be read: kept as it is. */
  isBroken: boolean
}

const maxLength = 65_536

export function readFrontMatter(text: string, from: number): FrontMatter | null {
  if (!/^---[ \t]*(?:\r?\n|\r)/.test(text.slice(from, from + 40))) return null
  const [open, ...rest] = splitLines(text.slice(0, from + maxLength), from)
  const close = rest.find((line) => /^---[ \t]*$/.test(text.slice(line.start, line.end)))
  const first = rest[0]
  if (!open || !close || !first) return null
  const content = { start: first.start, end: close.start }
  const base = { start: from, end: toNextLine(text, close.end), content }
  const entries = readEntries(text.slice(content.start, content.end), content.start)
  return { ...base, entries: entries ?? [], isBroken: entries === null }
}

function toNextLine(text: string, end: number): number {
  if (text[end] === '\r' && text[end + 1] === '\n') return end + 2
  return end < text.length ? end + 1 : end
}

function readEntries(yaml: string, base: number): FrontMatterEntry[] | null {
  try {
    const document = parseDocument(yaml, { uniqueKeys: false, logLevel: 'silent' })
    if (document.errors.length > 0) return null
    if (document.contents === null) return []
    if (!isMap(document.contents)) return null
    return document.contents.items.flatMap((pair) => {
      const { key, value } = pair
      if (!isScalar(key) || !key.range) return []
      const node = (value ?? null) as Node | null
      const name = String(key.value)
      return [toEntry(yaml, name, key.range[0], key.range[1], node, base)]
    })
  } catch {
    return null
  }
}

function toEntry(
  yaml: string,
  name: string,
  keyStart: number,
  keyEnd: number,
  node: Node | null,
  base: number,
): FrontMatterEntry {
  const colon = yaml.indexOf(':', keyEnd) + 1
  const [from, to] = node?.range ?? [colon, colon]
  const isEmpty = from >= to
  const start = isEmpty ? colon : from
  const end = isEmpty ? colon : from + yaml.slice(from, to).trimEnd().length
  const isBlock = isSeq(node) && !node.flow
  const lineStart = yaml.lastIndexOf('\n', start - 1) + 1
  return {
    name,
    values: toValues(node),
    style: isBlock ? 'block' : isSeq(node) ? 'flow' : 'scalar',
    span: { start: base + keyStart, end: base + end },
    value: { start: base + start, end: base + end },
    indent: isBlock ? start - lineStart : 0,
  }
}

function toValues(node: Node | null): string[] | null {
  if (node === null) return []
  if (isScalar(node)) return node.value === null ? [] : [toText(node)]
  if (!isSeq(node)) return null
  const values = node.items.map((item) => (isScalar(item) ? toText(item) : null))
  return values.every((value) => value !== null) ? values : null
}

/** As written where it is plain: `2026-03-01` and `1.10` stay what they are. */
function toText(node: { value: unknown; source?: string }): string {
  return typeof node.value === 'string' ? node.value : (node.source ?? String(node.value))
}
