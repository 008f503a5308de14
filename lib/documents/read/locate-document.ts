import { isOutline, readOutline } from '#lib/markdown/index.ts'
import type { DocumentContent, Task } from '../schemas.ts'
import { maxDocumentBytes, maxSections } from '../words.ts'
import { readLimit } from './bindings.ts'
import { readCriterionItems } from './criteria.ts'
import { type Field, findField, readFields } from './fields.ts'
import { Keys, toPlain } from './fold.ts'
import { readTasks } from './items.ts'
import { toText } from './labels.ts'
import { readLayout } from './layout.ts'
import { readLines } from './line-meanings.ts'
import { readNumberedTitle } from './numbers.ts'
import { firstWords, listItems, Reading } from './reading.ts'
import { allOf, findStatus, type LocatedRecord, locateRecord, toRecord } from './record.ts'
import { readRunbooks } from './runbooks.ts'
import { readSettingNames } from './setting-names.ts'
import { isSpike, type LocatedSpike, locateSpike, toSpike } from './spike.ts'
import { readStages } from './stages.ts'
import { type LocatedTaskList, readTaskLists } from './task-lists.ts'

/** Why a text is not read: too large, too many headings, or lists and quotes too deep inside of each other (from which line). */
export type DocumentFault =
  | { reason: 'too_large'; limit: number }
  | { reason: 'too_many_sections'; limit: number }
  | { reason: 'too_nested'; line: number }

/** A document with the places of its parts. */
export type LocatedDocument = {
  reading: Reading
  fields: readonly Field[]
  record: LocatedRecord
  spike: LocatedSpike
  taskLists: readonly LocatedTaskList[]
  content: DocumentContent
}

export function isLarge(text: string): boolean {
  if (text.length * 3 <= maxDocumentBytes) return false
  return text.length > maxDocumentBytes || new TextEncoder().encode(text).length > maxDocumentBytes
}

/** Reads a text with the places of its parts; a language that is known is not guessed again. */
export function locateDocument(
  text: string,
  language?: 'de' | 'en',
): LocatedDocument | DocumentFault {
  if (isLarge(text)) return { reason: 'too_large', limit: maxDocumentBytes }
  const outline = readOutline(text)
  if (!isOutline(outline)) return outline
  if (outline.sections.length > maxSections) {
    return { reason: 'too_many_sections', limit: maxSections }
  }
  const reading = new Reading(outline, language)
  const fields = readFields(reading)
  const record = locateRecord(reading)
  const spike = locateSpike(reading)
  const taskLists = readTaskLists(reading, fields)
  const parts = { reading, fields, record, spike, taskLists }
  return { ...parts, content: toContent(parts) }
}

function toContent(parts: Omit<LocatedDocument, 'content'>): DocumentContent {
  const { reading, fields, record, spike, taskLists } = parts
  const layout = readLayout(reading, fields)
  const spikes = isSpike(reading, fields, spike)
  const ownCriteria = record.criteria.map(({ criterion }) => criterion)
  const ownFollowUps = record.followUps.map(({ task }) => task)
  const content: DocumentContent = {
    title: toPlain(reading.title?.title || findField(fields, 'title')?.text || firstLine(reading)),
    layout,
    record: isRecord(reading, fields, record, layout, spikes)
      ? toRecord(reading, fields, record)
      : null,
    spike: spikes ? toSpike(reading, fields, spike, ownCriteria, ownFollowUps) : null,
    taskLists: taskLists.map(({ list }) => list),
    testPlan: readTestPlan(reading),
    targets: readTargets(reading, record),
    runbooks: readRunbooks(reading),
    stages: readStages(reading),
    settingNames: readSettingNames(reading),
    lines: [],
  }
  return { ...content, lines: readLines(reading, fields) }
}

/** A spike tells its decision only where it says what was decided. */
function isRecord(
  reading: Reading,
  fields: readonly Field[],
  record: LocatedRecord,
  layout: DocumentContent['layout'],
  spikes: boolean,
): boolean {
  const hasOutcome = reading.sectionsOf('outcome').some(({ blocks }) => blocks.length > 0)
  const status = findStatus(reading, fields).status
  if (spikes && readNumberedTitle(reading.title?.title ?? '').isSpike)
    return hasOutcome && status !== null
  if (layout !== 'free' || hasOutcome || record.options.length > 0) return true
  const isNumbered = readNumberedTitle(reading.title?.title ?? '').number !== null
  return status !== null && (isNumbered || fields.some(({ meaning }) => meaning === 'deciders'))
}

function readTestPlan(reading: Reading): Task[] {
  return readTasks(reading, allOf(reading, 'test_plan'), new Keys(), 'test_plan').map(
    ({ task }) => task,
  )
}

/** Limits that stand in bullets outside of a record: `Ladezeiten-Ziel: < 1.5 Sekunden`. */
function readTargets(reading: Reading, record: LocatedRecord): DocumentContent['targets'] {
  const known = new Set(record.criteria.map(({ item }) => item))
  const sections = reading.outline.sections
    .filter(
      (section) =>
        reading.meanings[section.index] !== 'abort_criteria' && section !== reading.title,
    )
    .map((section) => ({
      ...section,
      blocks: section.blocks.map((block) => {
        if (block.kind !== 'list') return block
        const items = block.items.filter(
          (item) => !known.has(item) && isTarget(reading, toText(firstWords(item))),
        )
        return { ...block, items }
      }),
    }))
    .filter(({ blocks }) => listItems(blocks).length > 0)
  return readCriterionItems(reading, sections, new Keys(), 'target').map(
    ({ criterion }) => criterion,
  )
}

function isTarget(reading: Reading, words: string): boolean {
  const colon = words.indexOf(':')
  if (
    colon === -1 ||
    !/ziel|target|limit|slo\b|grenze|maximum|minimum/i.test(words.slice(0, colon))
  )
    return false
  return readLimit(words.slice(colon + 1), reading.language === 'de') !== null
}

function firstLine(reading: Reading): string {
  const first = reading.outline.sections[0]?.blocks.find((block) => block.kind === 'paragraph')
  return first?.kind === 'paragraph' ? (first.text.split('\n')[0] ?? '').slice(0, 200) : ''
}
