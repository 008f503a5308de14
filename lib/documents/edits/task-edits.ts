import type { Item, Section, Splice } from '#lib/markdown/index.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { listItems } from '../read/reading.ts'
import type { DocumentEdit } from '../schemas.ts'
import type { WrittenSection } from './names.ts'
import { appendToSection, insertSection, lineEndingOf } from './places.ts'
import { EditRefusal } from './refusal.ts'

/** Ticks a task: one byte where it has a box, a box where it has none. */
export function tickTask(
  document: LocatedDocument,
  list: string,
  task: string,
  isTicked: boolean,
): Splice[] {
  const item = findItem(document, list, task)
  const mark = isTicked ? 'x' : ' '
  const box = item.checkbox
  if (!box) return [{ start: item.contentStart, end: item.contentStart, insert: `[${mark}] ` }]
  return box.isTicked === isTicked ? [] : [{ start: box.offset, end: box.offset + 1, insert: mark }]
}

const checkComment = /[ \t]*<!--\s*check\s*:[^<>]*-->/i

export function setTaskCheck(
  document: LocatedDocument,
  list: string,
  task: string,
  check: string | null,
): Splice[] {
  const item = findItem(document, list, task)
  const first = item.blocks[0]
  const span = {
    start: item.contentStart,
    end: first?.kind === 'paragraph' ? first.end : item.contentStart,
  }
  const match = checkComment.exec(document.reading.slice(span))
  const insert = check === null ? '' : ` <!-- check: ${toCommentText(check)} -->`
  if (!match) return check === null ? [] : [{ start: span.end, end: span.end, insert }]
  const start = span.start + match.index
  return [{ start, end: start + match[0].length, insert }]
}

function toCommentText(text: string): string {
  if (/-->|[<>]/.test(text)) {
    throw new EditRefusal('reads_differently', 'A check has no angle brackets.')
  }
  return text
}

function findItem(document: LocatedDocument, list: string, task: string): Item {
  const item = findItems(document, list)?.find(({ key }) => key === task)?.item
  if (!item) throw new EditRefusal('task_not_found', `There is no task "${task}" in "${list}".`)
  return item
}

function findItems(
  document: LocatedDocument,
  list: string,
): { key: string; item: Item }[] | undefined {
  const named = {
    follow_ups: document.record.followUps,
    open_questions: document.record.openQuestions,
    prerequisites: document.spike.prerequisites,
    setup_steps: document.spike.setupSteps,
  }
  const own = list in named ? named[list as keyof typeof named] : undefined
  if (own) return own.map(({ task, item }) => ({ key: task.key, item }))
  return document.taskLists.find((each) => each.list.key === list)?.items
}

type AddTask = Extract<DocumentEdit, { kind: 'add_task' }>

export function addTask(document: LocatedDocument, edit: AddTask): Splice[] {
  const list = document.taskLists.find((each) => each.list.key === edit.list)
  if (!list) throw new EditRefusal('list_not_found', `There is no task list "${edit.list}".`)
  const inSection = list.list.items.filter(
    ({ section }) => edit.section == null || section === edit.section,
  )
  const last = list.items.find(({ key }) => key === inSection.at(-1)?.key)
  if (!last)
    throw new EditRefusal('list_not_found', `"${list.list.title}" has no part "${edit.section}".`)
  const comments = [
    edit.check ? ` <!-- check: ${toCommentText(edit.check)} -->` : '',
    edit.isBlocking === false ? ' <!-- optional -->' : '',
  ]
  const top = listItems(last.section.blocks).at(-1) ?? last.item
  return [addItemBehind(document, top, `[ ] ${edit.text}${comments.join('')}`)]
}

/** An item behind another one, with a marker like its own. */
export function addItemBehind(document: LocatedDocument, item: Item, words: string): Splice {
  const number = /^(\d+)([.)])$/.exec(item.marker)
  const marker = number ? `${Number(number[1]) + 1}${number[2]}` : item.marker
  const { text } = document.reading.outline
  const behindMarker = item.start + item.marker.length
  const from = item.checkbox ? item.checkbox.offset - 1 : item.contentStart
  const gap = /^[ \t]*/.exec(text.slice(behindMarker, from))?.[0] || ' '
  const lineStart =
    Math.max(text.lastIndexOf('\n', item.start - 1), text.lastIndexOf('\r', item.start - 1)) + 1
  const indent = /^[ \t>]*/.exec(text.slice(lineStart, item.start))?.[0] ?? ''
  const line = `${lineEndingOf(document)}${indent}${marker}${gap}${words}`
  return { start: item.end, end: item.end, insert: line }
}

/** A bullet in a section that may not be there yet; it has a box where the others have one. */
export function addBullet(
  document: LocatedDocument,
  meaning: WrittenSection,
  words: string,
  hasBox: boolean,
): Splice[] {
  const sections = document.reading.sectionsOf(meaning)
  const withItems = sections.find((section: Section) => listItems(section.blocks).length > 0)
  const last = withItems ? listItems(withItems.blocks).at(-1) : undefined
  if (last) return [addItemBehind(document, last, last.checkbox ? `[ ] ${words}` : words)]
  const bullet = `- ${hasBox ? '[ ] ' : ''}${words}`
  const [section] = sections
  return [
    section ? appendToSection(document, section, bullet) : insertSection(document, meaning, bullet),
  ]
}
