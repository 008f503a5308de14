import type { Block, Section, Table } from '#lib/markdown/index.ts'
import type { RecordContent } from '../schemas.ts'
import type { DecisionStatus } from '../words.ts'
import { type LocatedCriterion, readCriterionItems } from './criteria.ts'
import { readDay } from './dates.ts'
import { type Field, findField, isNobody, toNames } from './fields.ts'
import { Keys, toPlain } from './fold.ts'
import { type LocatedTask, readTasks } from './items.ts'
import { toText } from './labels.ts'
import { findMatrixTables, type Matrix, readMatrix } from './matrix.ts'
import { readNumberedTitle, readReferences } from './numbers.ts'
import { type LocatedOption, readOptions } from './options.ts'
import { findChosenOption } from './outcome.ts'
import { firstWords, type Reading, toSectionText } from './reading.ts'
import { readStatus } from './statuses.ts'
import type { HeadingMeaning } from './vocabulary.ts'

/** The parts of a record with their places, for reading and for changing. */
export type LocatedRecord = {
  options: LocatedOption[]
  criteria: LocatedCriterion[]
  matrices: Matrix[]
  openQuestions: LocatedTask[]
  followUps: LocatedTask[]
}

export function locateRecord(reading: Reading): LocatedRecord {
  const keys = new Keys()
  const options = readOptions(reading)
  const sections = allOf(reading, 'criteria')
  const criteria = readCriterionItems(reading, sections, keys, 'criterion')
  const matrices: Matrix[] = []
  for (const table of findMatrixTables(reading)) {
    const matrix = locateMatrix(reading, table, options, criteria, keys)
    options.push(...matrix.options)
    criteria.push(
      ...matrix.criteria.filter(
        ({ criterion }) => !criteria.some((known) => known.criterion.key === criterion.key),
      ),
    )
    matrices.push(matrix)
  }
  return {
    options,
    criteria,
    matrices,
    openQuestions: readTasks(
      reading,
      allOf(reading, 'open_questions'),
      new Keys(),
      'open_question',
    ),
    followUps: readTasks(reading, allOf(reading, 'follow_ups'), new Keys(), 'follow_up'),
  }
}

/** A criterion that stands in a list and in the table is one: the table knows more of it. */
function locateMatrix(
  reading: Reading,
  table: Table,
  options: readonly LocatedOption[],
  criteria: LocatedCriterion[],
  keys: Keys,
): Matrix {
  const own = new Keys()
  for (const { criterion } of criteria) {
    const isInTable = table.rows.some(({ cells }) =>
      isSameTitle(cells[0]?.text ?? '', criterion.title),
    )
    if (!isInTable) own.claim(criterion.key)
  }
  const matrix = readMatrix(reading, table, options, own)
  for (const located of matrix.criteria) {
    const known = criteria.find(({ criterion }) =>
      isSameTitle(criterion.title, located.criterion.title),
    )
    if (!known) {
      keys.claim(located.criterion.key)
      continue
    }
    const { key, text, lines } = known.criterion
    for (const each of matrix.assessments) {
      if (each.criterion === located.criterion.key) each.criterion = key
    }
    const binding = located.criterion.binding ?? known.criterion.binding
    Object.assign(located.criterion, { key, text: text || located.criterion.text, binding })
    Object.assign(known.criterion, located.criterion, { lines })
    known.row = located.row
  }
  return matrix
}

function isSameTitle(a: string, b: string): boolean {
  return toPlain(a).toLowerCase() === toPlain(b).toLowerCase()
}

export function allOf(reading: Reading, meaning: HeadingMeaning): Section[] {
  return reading.outline.sections.filter(
    (section) => reading.meanings[section.index] === meaning && section.heading !== null,
  )
}

/** Text of the first section that is about something and says anything. */
export function textOf(reading: Reading, ...meanings: readonly HeadingMeaning[]): string | null {
  for (const meaning of meanings) {
    for (const section of reading.sectionsOf(meaning)) {
      const text = toSectionText(reading, section)
      if (text !== null) return text
    }
  }
  return null
}

/** The status a text tells: a field, or the words of its outcome. */
export function findStatus(
  reading: Reading,
  fields: readonly Field[],
): { status: DecisionStatus | null; text: string | null } {
  const field = findField(fields, 'status')
  if (field && field.text !== '') return { status: readStatus(field.text), text: field.text }
  const told = reading
    .sectionsOf('outcome')
    .flatMap(({ blocks }) => blocks.flatMap(toSentences))
    .find((sentence) => decided.test(sentence))
  return told ? { status: readStatus(told), text: told } : { status: null, text: null }
}

const decided =
  /(?:entschieden|decided|beschlossen|angenommen|accepted|verworfen|rejected|abgelehnt)/i

function toSentences(block: Block): string[] {
  if (block.kind === 'paragraph') return [toPlain(block.text)]
  return block.kind === 'list' ? block.items.map((item) => toText(firstWords(item))) : []
}

export function toRecord(
  reading: Reading,
  fields: readonly Field[],
  located: LocatedRecord,
): RecordContent {
  const heading = readNumberedTitle(reading.title?.title ?? '')
  const { status, text: statusText } = findStatus(reading, fields)
  const outcome = textOf(reading, 'outcome')
  const front = findField(fields, 'title')?.text
  const day = (meaning: 'recorded_on' | 'decided_on' | 'review_on') =>
    readDay(findField(fields, meaning)?.text ?? '')
  const owner = toPlain(findField(fields, 'owner')?.text ?? '')
  return {
    number: findField(fields, 'number')?.text || heading.number,
    title: toPlain(heading.title || front || ''),
    status: status ?? 'proposed',
    statusText,
    recordedOn: day('recorded_on'),
    decidedOn: day('decided_on'),
    reviewOn: day('review_on'),
    deciders: toNames(findField(fields, 'deciders')),
    consulted: toNames(findField(fields, 'consulted')),
    informed: toNames(findField(fields, 'informed')),
    owner: owner === '' || isNobody(owner) ? null : owner,
    context: textOf(reading, 'context', 'goal'),
    hypothesis: textOf(reading, 'hypothesis'),
    outcome,
    chosenOption: outcome ? findChosenOption(outcome, located.options) : null,
    consequences: readConsequences(reading),
    options: located.options.map(({ option }) => option),
    criteria: located.criteria.map(({ criterion }) => criterion),
    assessments: located.matrices.flatMap(({ assessments }) => assessments),
    supersedes: readSupersessions(fields, 'supersedes'),
    supersededBy: readSupersessions(fields, 'superseded_by'),
    subjects: readSubjects(fields),
    openQuestions: located.openQuestions.map(({ task }) => task),
    followUps: located.followUps.map(({ task }) => task),
  }
}

function readConsequences(reading: Reading): string | null {
  const texts = reading
    .sectionsOf('consequences')
    .filter(({ parent }) => reading.own[parent] !== 'consequences')
  const parts = texts.flatMap((section) => toSectionText(reading, section) ?? [])
  return parts.length === 0 ? null : parts.join('\n\n')
}

/** A field of its own, or the words of the status: `superseded by ADR-0005`, also behind another status. */
function readSupersessions(
  fields: readonly Field[],
  meaning: 'supersedes' | 'superseded_by',
): string[] {
  const own = fields
    .filter((field) => field.meaning === meaning)
    .flatMap((field) => (field.values ?? [field.text]).flatMap((text) => readReferences(text)))
  const status = fields.filter((field) => field.meaning === 'status').map(({ text }) => text)
  const pattern =
    meaning === 'superseded_by'
      ? /(?:super[sc]eded by|replaced by|ersetzt durch|abgel(?:ö|oe)st (?:durch|von))\s*:?\s*(.*)$/i
      : /(?:supersedes|replaces|ersetzt(?! durch)|l(?:ö|oe)st ab)\s*:?\s*(.*)$/i
  const told = status.flatMap((text) => readReferences(pattern.exec(text)?.[1] ?? ''))
  return [...new Set([...own, ...told])]
}

/** `system` and `system/stage`, as their slugs are written. */
function readSubjects(fields: readonly Field[]): string[] {
  const all = fields.filter(({ meaning }) => meaning === 'subjects').flatMap(toNames)
  return [...new Set(all.map((name) => name.replaceAll('`', '').trim().toLowerCase()))].filter(
    (name) => /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)?$/.test(name),
  )
}
