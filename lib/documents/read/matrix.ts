import type { Cell, Inline, Span, Table } from '#lib/markdown/index.ts'
import type { Assessment, Criterion } from '../schemas.ts'
import { maxCriteria, maxOptions } from '../words.ts'
import { isBinding, parseBinding, readBinding, readLimit } from './bindings.ts'
import { type LocatedCriterion, readKind } from './criteria.ts'
import { fold, Keys, toKey, toPlain } from './fold.ts'
import { toText } from './labels.ts'
import { readAmount } from './numbers.ts'
import { type LocatedOption, splitOptionLabel } from './options.ts'
import type { Reading } from './reading.ts'

const columnWords = {
  criterion: [
    'kriterium',
    'kriterien',
    'criterion',
    'criteria',
    'driver',
    'treiber',
    'messkriterium',
    'merkmal',
    'anforderung',
  ],
  kind: ['art', 'kind', 'typ', 'type'],
  weight: ['gewicht', 'weight', 'gewichtung', 'gew.'],
  unit: ['einheit', 'unit'],
  target: ['ziel', 'target', 'schwelle', 'threshold', 'limit', 'grenze', 'zielwert', 'sollwert'],
  measure: ['messung', 'measure', 'measurement', 'gemessen mit'],
  text: ['beschreibung', 'description', 'frage', 'question', 'bemerkung', 'note', 'notes', 'notiz'],
} as const
export type MatrixColumn = keyof typeof columnWords
const columns = Object.keys(columnWords) as MatrixColumn[]

export type Matrix = {
  table: Table
  /** What each column holds: a property of the criterion, or the option with that key. */
  columns: readonly ({ property: MatrixColumn } | { option: string } | null)[]
  criteria: readonly LocatedCriterion[]
  assessments: readonly Assessment[]
  /** Options named by the table alone. */
  options: readonly LocatedOption[]
}

export function readColumn(title: string): MatrixColumn | null {
  const words = fold(title).replace(/[*_`]/g, '').trim()
  return columns.find((column) => columnWords[column].some((word) => word === words)) ?? null
}

const maxTables = 20

/** Tables whose first column is the criterion, below a heading that compares or lists criteria. */
export function findMatrixTables(reading: Reading): Table[] {
  const tables = reading.outline.sections.flatMap((section) => {
    const meaning = reading.meanings[section.index]
    return section.blocks.filter((block): block is Table => {
      if (block.kind !== 'table' || block.header.length < 2) return false
      const isNamed = readColumn(block.header[0]?.text ?? '') === 'criterion'
      return meaning === 'evaluation' || (isNamed && meaning !== 'status')
    })
  })
  return tables.slice(0, maxTables)
}

export function readMatrix(
  reading: Reading,
  table: Table,
  options: readonly LocatedOption[],
  keys: Keys,
): Matrix {
  const named: LocatedOption[] = []
  const optionKeys = new Keys()
  for (const { option } of options) optionKeys.claim(option.key)
  const found = table.header.map((cell, index) => {
    if (index === 0) return { property: 'criterion' as const }
    if (index > 2 * maxOptions) return null
    const property = readColumn(cell.text)
    if (property) return { property }
    const option = matchOption([...options, ...named], cell.text)
    if (option || toPlain(cell.text) === '') return option ? { option } : null
    const made = toNamedOption(reading, cell, optionKeys)
    named.push(made)
    return { option: made.option.key }
  })
  reading.take({ start: table.start, end: table.delimiter.end }, 'matrix')
  const rows = table.rows
    .slice(0, maxCriteria)
    .filter(({ cells }) => toPlain(cells[0]?.text ?? '') !== '')
  const read = rows.map((row) => readRow(reading, row, found, keys))
  return {
    table,
    columns: found,
    criteria: read.map(({ located }) => located),
    assessments: read.flatMap(({ assessments }) => assessments),
    options: named,
  }
}

/** The option a word names: its label, its title, or both. */
export function matchOption(options: readonly LocatedOption[], words: string): string | null {
  const plain = toPlain(words)
  const split = splitOptionLabel(plain)
  const alone = /^(?:option\s+)?([A-Z]|\d{1,2})$/i.exec(plain)?.[1]?.toUpperCase()
  const key = toKey(split.title || plain)
  const found = options.find(({ option }) => {
    if (option.label !== null && (option.label === alone || option.label === split.label))
      return true
    return (
      toKey(option.title) === key ||
      toKey(option.title) === toKey(plain) ||
      option.key === toKey(plain)
    )
  })
  return found?.option.key ?? null
}

function toNamedOption(reading: Reading, cell: Cell, keys: Keys): LocatedOption {
  const { label, title } = splitOptionLabel(toPlain(cell.text))
  const name = title || toPlain(cell.text)
  return {
    option: {
      key: keys.next(label ?? name),
      label,
      title: name,
      text: '',
      pros: [],
      cons: [],
      lines: reading.toLines(cell),
    },
    item: null,
    heading: null,
    span: cell,
    titleSpan: { start: cell.start, end: cell.end },
    textSpan: null,
    others: [],
  }
}

type Row = Span & { cells: readonly Cell[] }

function readRow(reading: Reading, row: Row, found: Matrix['columns'], keys: Keys) {
  const isGerman = reading.language === 'de'
  reading.take(row, 'criterion')
  const cellOf = (property: MatrixColumn) => {
    const index = found.findIndex(
      (column) => column && 'property' in column && column.property === property,
    )
    return index === -1 ? undefined : row.cells[index]
  }
  const criterion = toRowCriterion(
    reading,
    row,
    cellOf,
    found.some((column) => column && 'option' in column),
    keys,
  )
  const assessments = found.flatMap((column, index) => {
    const cell = row.cells[index]
    if (!column || !('option' in column) || !cell) return []
    const assessment = readAssessment(
      cell,
      criterion,
      column.option,
      reading.lineAt(row.start),
      isGerman,
    )
    return assessment ? [assessment] : []
  })
  return { located: { criterion, item: null, row }, assessments }
}

function toRowCriterion(
  reading: Reading,
  row: Row,
  cellOf: (property: MatrixColumn) => Cell | undefined,
  hasOptions: boolean,
  keys: Keys,
): Criterion {
  const isGerman = reading.language === 'de'
  const own = row.cells[0]?.inlines.filter((inline) => !isBindingCode(inline)) ?? []
  const textOf = (property: MatrixColumn) => toPlain(cellOf(property)?.text ?? '')
  const bound = readRowBinding(row, textOf('measure'), isGerman)
  const limit = readTarget(textOf('target'), isGerman) ?? bound?.limit
  const weight = readAmount(textOf('weight'), isGerman)?.value ?? null
  const title = toText(own)
  const rest = limit ? 'must' : hasOptions ? 'score' : 'question'
  return {
    key: keys.next(title),
    title,
    text: textOf('text'),
    kind: readKind(textOf('kind')) ?? (weight !== null ? 'score' : rest),
    weight,
    unit: textOf('unit') || (limit?.unit ?? null),
    operator: limit?.operator ?? null,
    threshold: limit?.threshold ?? null,
    binding: bound?.binding ?? null,
    lines: reading.toLines(row),
  }
}

function isBindingCode({ kind, text }: Inline): boolean {
  return kind === 'code' && isBinding(text)
}

/** Inline code in any cell, or the words of the column of measures. */
function readRowBinding(row: Row, measure: string, isGerman: boolean) {
  for (const { inlines } of row.cells) {
    const found = readBinding(inlines, isGerman)
    if (found) return found
  }
  return measure === '' ? null : parseBinding(`measure: ${measure}`, isGerman)
}

/** `≥ 99,5 %`; a bare number is what it should be. */
function readTarget(text: string, isGerman: boolean) {
  const limit = readLimit(text, isGerman)
  if (limit) return limit
  const amount = readAmount(toPlain(text), isGerman)
  return amount && { operator: '=' as const, threshold: amount.value, unit: null }
}

const yes = /^(?:ja|yes|erfuellt|ok|okay|true|wahr|pass|passed|met|x|✓|✔️?|✅|☑️?|👍)(?![\p{L}\d])/u
const no = /^(?:nein|no|nicht erfuellt|false|falsch|fail|failed|unmet|✗|✘|❌|👎|×)(?![\p{L}\d])/u
const open = /^(?:[-–—?.…]*|n\/a|tbd|offen|open|unknown|unbekannt)$/

/** One cell; null where it says nothing, which is not zero. */
function readAssessment(
  cell: Cell,
  criterion: Criterion,
  option: string,
  line: number,
  isGerman: boolean,
): Assessment | null {
  const url = cell.inlines.find(({ kind }) => kind === 'link')?.url ?? null
  const words = toText(cell.inlines.filter(({ kind }) => kind !== 'link'))
    .replace(/\s*\(\s*\)\s*$/, '')
    .replace(/^[~≈]\s*/, '')
    .trim()
  const folded = fold(words)
  if (open.test(folded) && url === null) return null
  const holds = no.test(folded) ? false : yes.test(folded) ? true : null
  const base = { criterion: criterion.key, option, holds, evidenceUrl: url, line }
  const amount = holds === null ? readAmount(words, isGerman) : null
  if (!amount) {
    const rest = holds === null ? words : words.replace(/^(?:nicht\s+)?[^\s–—:;,(]+/i, '')
    return { ...base, value: null, score: null, reason: toReason(rest) }
  }
  return { ...base, ...readValue(words.slice(amount.length), amount.value, criterion) }
}

/** A number is a score where it says out of how much, or where nothing else can be meant. */
function readValue(behind: string, amount: number, criterion: Criterion) {
  const outOf = /^\s*\/\s*\d+(?:[.,]\d+)?/.exec(behind)
  const isPlain = criterion.unit === null && criterion.threshold === null
  const isScore = outOf !== null || (criterion.kind === 'score' && isPlain)
  const reason = toReason(stripUnit(behind.slice(outOf?.[0].length ?? 0), criterion.unit))
  return { value: isScore ? null : amount, score: isScore ? amount : null, reason }
}

function stripUnit(text: string, unit: string | null): string {
  const trimmed = text.trimStart()
  if (unit && fold(trimmed).startsWith(fold(unit))) return trimmed.slice(unit.length)
  return text.replace(/^\s*(?:%|€|\$|[\p{L}µ°]{1,12}(?:\/\p{L}+)?)(?=\s*(?:$|[–—:;,(]|-\s))/u, '')
}

function toReason(text: string): string | null {
  const words = text
    .replace(/^\s*(?:[–—:;,]|-(?=\s))\s*/, '')
    .replace(/\s*[–—:;,-]\s*$/, '')
    .trim()
  const inner = /^\(([^()]*)\)$/.exec(words)?.[1] ?? words
  return inner === '' ? null : inner
}
