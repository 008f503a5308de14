import type { Span, Splice } from '#lib/markdown/index.ts'
import type { LocatedCriterion } from '../read/criteria.ts'
import { fold } from '../read/fold.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import type { Matrix, MatrixColumn } from '../read/matrix.ts'
import type { Assessment, Criterion, DocumentEdit } from '../schemas.ts'
import { escapeBars, escapeInline } from './escape.ts'
import { words } from './names.ts'
import { appendToSection, insertSection, lineEndingOf, type Step, toWholeLines } from './places.ts'
import { EditRefusal } from './refusal.ts'
import { headerSpan, rawCells } from './rows.ts'

type Fields = Extract<DocumentEdit, { kind: 'add_criterion' }>['fields']
type Entered = NonNullable<Extract<DocumentEdit, { kind: 'set_assessment' }>['assessment']>
type Property = Exclude<MatrixColumn, 'criterion' | 'text'>

const properties: readonly Property[] = ['kind', 'weight', 'unit', 'target', 'measure']

export function findCriterion(document: LocatedDocument, key: string): LocatedCriterion {
  const found = document.record.criteria.find(({ criterion }) => criterion.key === key)
  if (!found) throw new EditRefusal('criterion_not_found', `There is no criterion "${key}".`)
  return found
}

/** Makes the table options × criteria where there is none, with all that is known already. */
const ensureTable: Step = (document) => {
  if (document.record.matrices.length > 0) return []
  const language = words[document.reading.language]
  const { options, criteria } = document.record
  const head = [
    language.criterion,
    ...properties.map((property) => language[property]),
    ...options.map(({ option }) => escapeInline(option.label ?? option.title)),
  ]
  const rows = criteria.map(({ criterion }) => [
    escapeInline(criterion.title),
    ...properties.map((property) => toCell(document, property, criterion)),
    ...options.map(() => ''),
  ])
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`)
  const table = lines.join('\n')
  const [section] = document.reading.sectionsOf('evaluation')
  return [
    section
      ? appendToSection(document, section, table)
      : insertSection(document, 'evaluation', table),
  ]
}

function toCell(document: LocatedDocument, property: Property, criterion: Criterion): string {
  const language = words[document.reading.language]
  if (property === 'kind') return language[criterion.kind]
  if (property === 'weight')
    return criterion.weight === null ? '' : toNumber(document, criterion.weight)
  if (property === 'unit') return escapeInline(criterion.unit ?? '')
  if (property === 'target') {
    const { operator, threshold } = criterion
    return operator === null || threshold === null
      ? ''
      : `${operator} ${toNumber(document, threshold)}`
  }
  const { binding } = criterion
  if (!binding) return ''
  const parts = [binding.measure]
  if (binding.windowSeconds !== null) parts.push(toWindow(binding.windowSeconds))
  parts.push(...Object.entries(binding.parameters).map(([name, value]) => `${name}=${value}`))
  if (binding.stage !== null) parts.push(language.on, binding.stage)
  return `\`${language.measurePrefix}: ${parts.join(' ')}\``
}

function toWindow(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const
  const unit = units.find(([, size]) => seconds % size === 0)
  return unit ? `${seconds / unit[1]}${unit[0]}` : `${seconds}s`
}

/** As the document's language writes numbers. */
function toNumber(document: LocatedDocument, value: number): string {
  const text = String(value)
  return document.reading.language === 'de' ? text.replace('.', ',') : text
}

export function addCriterion(title: string, fields: Fields): Step[] {
  return [
    ensureTable,
    ...neededColumns(fields).map(ensureColumn),
    (document) => {
      const matrix = firstMatrix(document)
      const cells = matrix.columns.map((column, index) => {
        if (index === 0) return escapeInline(title)
        const property = column !== null && 'property' in column ? column.property : null
        return property === null ? '' : (fieldCell(document, property, fields) ?? '')
      })
      return [addRow(document, matrix, cells)]
    },
  ]
}

function addRow(document: LocatedDocument, matrix: Matrix, cells: readonly string[]): Splice {
  const { text } = document.reading.outline
  const last: Span = matrix.table.rows.at(-1) ?? matrix.table.delimiter
  const hasBar = text[matrix.table.start] === '|' || cells.some((cell) => cell === '')
  const row = cells.join(' | ')
  const indentStart = toWholeLines(text, { start: last.start, end: last.start }).start
  const indent = text.slice(indentStart, last.start)
  const line = `${lineEndingOf(document)}${indent}${hasBar ? `| ${row} |` : row}`
  return { start: last.end, end: last.end, insert: line }
}

function firstMatrix(document: LocatedDocument): Matrix {
  const [matrix] = document.record.matrices
  if (!matrix) throw new EditRefusal('not_in_one_place', 'The table of criteria cannot be found.')
  return matrix
}

function neededColumns(fields: Fields): Property[] {
  return properties.filter(
    (property) => fields[property] !== undefined && fields[property] !== null,
  )
}

function fieldCell(
  document: LocatedDocument,
  property: MatrixColumn,
  fields: Fields,
): string | null {
  const language = words[document.reading.language]
  if (property === 'kind') return fields.kind === undefined ? null : language[fields.kind]
  if (property === 'weight') {
    if (fields.weight === undefined) return null
    return fields.weight === null ? '' : toNumber(document, fields.weight)
  }
  if (property === 'unit') return fields.unit === undefined ? null : escapeInline(fields.unit ?? '')
  if (property === 'target') {
    if (fields.target === undefined) return null
    return fields.target
      ? `${fields.target.operator} ${toNumber(document, fields.target.threshold)}`
      : ''
  }
  if (property !== 'measure' || fields.measure === undefined) return null
  return fields.measure === null
    ? ''
    : `\`${language.measurePrefix}: ${escapeBars(fields.measure)}\``
}

/** A column for a property of criteria, before the first option, where the table has none. */
function ensureColumn(property: Property): Step {
  return (document) => {
    const matrix = firstMatrix(document)
    if (hasColumn(matrix, property)) return []
    const order = properties.indexOf(property)
    const before = matrix.columns.findIndex(
      (column, index) =>
        index > 0 &&
        (column === null ||
          'option' in column ||
          properties.indexOf(column.property as Property) > order),
    )
    const title = words[document.reading.language][property]
    return insertColumn(document, matrix, before === -1 ? matrix.columns.length : before, title)
  }
}

function hasColumn(matrix: Matrix, property: MatrixColumn): boolean {
  return matrix.columns.some(
    (column) => column !== null && 'property' in column && column.property === property,
  )
}

function insertColumn(
  document: LocatedDocument,
  matrix: Matrix,
  index: number,
  title: string,
): Splice[] {
  const { text } = document.reading.outline
  const rows: [Span, string][] = [
    [headerSpan(document, matrix), title],
    [matrix.table.delimiter, '---'],
    ...matrix.table.rows.map((row): [Span, string] => [row, '']),
  ]
  return rows.map(([row, cell]) => {
    const cells = rawCells(text, row)
    const next = cells[index]
    if (next) return { start: next.start, end: next.start, insert: ` ${cell} |` }
    const end = cells.at(-1)?.end ?? row.end
    const missing = Math.max(0, index - cells.length)
    return {
      start: end,
      end,
      insert: `${' |'.repeat(missing)} | ${cell}${text[end] === '|' ? ' ' : ''}`,
    }
  })
}

function ensureOptionColumn(option: string): Step {
  return (document) => {
    const matrix = firstMatrix(document)
    if (columnOf(matrix, option) !== -1) return []
    const found = document.record.options.find((each) => each.option.key === option)
    if (!found) throw new EditRefusal('option_not_found', `There is no option "${option}".`)
    const title = escapeInline(found.option.label ?? found.option.title)
    return insertColumn(document, matrix, matrix.columns.length, title)
  }
}

function columnOf(matrix: Matrix, option: string): number {
  return matrix.columns.findIndex(
    (column) => column !== null && 'option' in column && column.option === option,
  )
}

/** A row for a criterion that so far only a list tells. */
function ensureRow(key: string): Step {
  return (document) => {
    const { criterion, row } = findCriterion(document, key)
    if (row) return []
    const matrix = firstMatrix(document)
    const cells = matrix.columns.map((column, index) => {
      if (index === 0) return escapeInline(criterion.title)
      const isProperty =
        column !== null && 'property' in column && properties.includes(column.property as Property)
      return isProperty ? toCell(document, column.property as Property, criterion) : ''
    })
    return [addRow(document, matrix, cells)]
  }
}

function setCell(document: LocatedDocument, row: Span, index: number, words: string): Splice[] {
  const { text } = document.reading.outline
  const cells = rawCells(text, row)
  const cell = cells[index]
  if (!cell) {
    const end = cells.at(-1)?.end ?? row.end
    const missing = index - cells.length
    return [{ start: end, end, insert: `${' |'.repeat(missing)}| ${words} ` }]
  }
  const old = text.slice(cell.start, cell.end)
  const content = old.trim()
  if (content === words) return []
  if (content === '') return [{ ...cell, insert: ` ${words} ` }]
  const start = cell.start + old.indexOf(content)
  return [{ start, end: start + content.length, insert: words }]
}

export function changeCriterion(key: string, title: string | undefined, fields: Fields): Step[] {
  const isOnlyTitle = Object.values(fields).every((value) => value === undefined)
  const steps: Step[] = isOnlyTitle
    ? []
    : [
        ensureTable,
        ensureRow(key),
        ...neededColumns(fields).map(ensureColumn),
        setProperties(key, fields),
      ]
  return title === undefined
    ? steps
    : [...steps, (document) => renameCriterion(document, key, title)]
}

function setProperties(key: string, fields: Fields): Step {
  return (document) => {
    const { row } = findCriterion(document, key)
    const matrix = matrixOf(document, row)
    if (!row || !matrix) return []
    return matrix.columns.flatMap((column, index) => {
      if (column === null || !('property' in column)) return []
      const cell = fieldCell(document, column.property, fields)
      return cell === null ? [] : setCell(document, row, index, cell)
    })
  }
}

function matrixOf(document: LocatedDocument, row: Span | null): Matrix | undefined {
  return document.record.matrices.find(
    ({ table }) => row !== null && table.start <= row.start && row.end <= table.end,
  )
}

function renameCriterion(document: LocatedDocument, key: string, title: string): Splice[] {
  const { criterion, item, row } = findCriterion(document, key)
  if (criterion.title === title) return []
  const places = [...(item ? [item] : []), ...(row ? [row] : [])]
  const splices = places.flatMap((place) => {
    const at = document.reading.slice(place).indexOf(criterion.title)
    const start = place.start + at
    const insert = escapeInline(title)
    return at === -1 ? [] : [{ start, end: start + criterion.title.length, insert }]
  })
  if (splices.length < places.length) {
    throw new EditRefusal('not_in_one_place', `The title of "${key}" cannot be told apart.`)
  }
  return splices
}

export function removeCriterion(document: LocatedDocument, key: string): Splice[] {
  const { item, row } = findCriterion(document, key)
  const { text } = document.reading.outline
  const rows = row ? [{ ...toWholeLines(text, row), insert: '' }] : []
  return [...(item ? [{ ...toWholeLines(text, item), insert: '' }] : []), ...rows]
}

export function setAssessment(key: string, option: string, entered: Entered | null): Step[] {
  const setOwnCell: Step = (document) => {
    const { criterion, row } = findCriterion(document, key)
    const matrix = matrixOf(document, row)
    if (!row || !matrix)
      throw new EditRefusal('not_in_one_place', `"${key}" has no row of its own.`)
    const cell = entered ? toAssessmentCell(document, criterion, entered) : ''
    return setCell(document, row, columnOf(matrix, option), cell)
  }
  const check: Step = (document) => {
    findCriterion(document, key)
    if (document.record.options.some((each) => each.option.key === option)) return []
    throw new EditRefusal('option_not_found', `There is no option "${option}".`)
  }
  return [check, ensureTable, ensureRow(key), ensureOptionColumn(option), setOwnCell]
}

/** `98,5 – reason ([evidence](url))`. */
function toAssessmentCell(
  document: LocatedDocument,
  criterion: Criterion,
  entered: Entered,
): string {
  const language = words[document.reading.language]
  const value = entered.value ?? entered.score
  const isPlainScore =
    criterion.kind === 'score' && criterion.unit === null && criterion.threshold === null
  const head =
    value !== null
      ? toNumber(document, value) +
        (entered.value === null && !isPlainScore ? `/${scaleOf(value)}` : '')
      : entered.holds === null
        ? ''
        : entered.holds
          ? language.yes
          : language.no
  const reason = entered.reason === null ? '' : escapeInline(entered.reason)
  const link =
    entered.evidenceUrl === null
      ? ''
      : `([${language.evidence}](${toAddress(entered.evidenceUrl)}))`
  const told = [head, reason].filter((part) => part !== '').join(' – ')
  return [told, link].filter((part) => part !== '').join(' ')
}

function scaleOf(score: number): number {
  return score <= 5 ? 5 : score <= 10 ? 10 : 100
}

function toAddress(url: string): string {
  return url
    .replaceAll('|', '%7C')
    .replaceAll('(', '%28')
    .replaceAll(')', '%29')
    .replaceAll(' ', '%20')
}

/** Whether a cell says what was entered. */
export function isSameAssessment(told: Assessment | undefined, entered: Entered | null): boolean {
  const isOpen = !entered || Object.values(entered).every((value) => value === null)
  if (!told || isOpen) return !told && isOpen
  const value = told.value === entered.value && told.score === entered.score
  const holds = entered.value !== null || entered.score !== null || told.holds === entered.holds
  const url = (entered.evidenceUrl === null) === (told.evidenceUrl === null)
  const reason = entered.reason === null || fold(told.reason ?? '') === fold(entered.reason)
  return value && holds && url && reason
}
