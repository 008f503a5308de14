import type { Inline } from './inline.ts'

/** Offsets in UTF-16 units of the whole text, end excluded. */
export type Span = { start: number; end: number }

export type Words = Span & { inlines: readonly Inline[]; text: string }
export type Paragraph = Words & { kind: 'paragraph' }
export type Heading = Span & { kind: 'heading'; level: number; content: Words; isSetext: boolean }
export type Rule = Span & { kind: 'rule' }
export type Html = Span & { kind: 'html' }
/** Code by indentation. */
export type Code = Span & { kind: 'code' }
export type Fence = Span & {
  kind: 'fence'
  /** Everything behind the opening fence: `yaml spike-test`. */
  info: string
  /** Without the indentation of what it stands in, lines ended by `\n`. */
  value: string
  isClosed: boolean
}
export type Quote = Span & { kind: 'quote'; blocks: readonly Block[] }
export type Cell = Words
export type Table = Span & {
  kind: 'table'
  header: readonly Cell[]
  /** The row of dashes. */
  delimiter: Span
  rows: readonly (Span & { cells: readonly Cell[] })[]
}
export type Item = Span & {
  kind: 'item'
  /** `-`, `2.`, `b)` as written. */
  marker: string
  /** Columns before the marker, and up to its content. */
  indent: number
  contentIndent: number
  checkbox: { offset: number; isTicked: boolean } | null
  /** Where the words begin: behind marker and box. */
  contentStart: number
  blocks: readonly Block[]
}
export type List = Span & { kind: 'list'; isOrdered: boolean; items: readonly Item[] }
export type Block = Paragraph | Heading | Rule | Html | Code | Fence | Quote | Table | List
