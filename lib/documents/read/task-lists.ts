import type { Item, Section } from '#lib/markdown/index.ts'
import type { TaskList } from '../schemas.ts'
import { readDay } from './dates.ts'
import { type Field, findField, isNobody, readBlockFields } from './fields.ts'
import { Keys, toPlain } from './fold.ts'
import { findUrl, readComments, toItemKey, toItemWords } from './items.ts'
import { toText } from './labels.ts'
import { firstWords, listDeepItems, type Reading } from './reading.ts'

export type LocatedTaskList = {
  list: TaskList
  section: Section
  items: { key: string; item: Item; section: Section }[]
}

/** Sections whose boxes belong to something else than a checklist. */
const others: ReadonlySet<string> = new Set([
  'open_questions',
  'follow_ups',
  'prerequisites',
  'setup',
  'options',
  'pros_cons',
  'criteria',
  'abort_criteria',
  'test_steps',
])

/** Task lists by the section they belong to; sections inside of it are parts of the list. */
export function readTaskLists(reading: Reading, fields: readonly Field[]): LocatedTaskList[] {
  const withTasks = reading.outline.sections.filter(
    (section) =>
      !others.has(reading.meanings[section.index] ?? '') &&
      listDeepItems(section.blocks).some(({ checkbox }) => checkbox !== null),
  )
  const owners = new Map<Section, Section[]>()
  for (const section of withTasks) {
    const owner = findOwner(reading, section, withTasks)
    const parts = owners.get(owner)
    if (parts) parts.push(section)
    else owners.set(owner, [section])
  }
  const keys = new Keys()
  return [...owners].map(([owner, parts]) => toTaskList(reading, fields, owner, parts, keys))
}

/** The outermost section around that is a list by its name or by having several parts; the title only by its name. */
function findOwner(reading: Reading, section: Section, withTasks: readonly Section[]): Section {
  let owner = section
  let parent = reading.outline.sections[section.parent]
  while (parent?.heading) {
    const inside = parent
    const parts = withTasks.filter(({ start }) => start >= inside.start && start < inside.end)
    const isNamed =
      /check-?list|abnahme|go-?live/i.test(parent.title) ||
      reading.own[parent.index] === 'checklist'
    const isOwner =
      parent === reading.title ? isNamed && parts.length > 1 : isNamed || parts.length > 1
    if (isOwner) owner = parent
    parent = reading.outline.sections[parent.parent]
  }
  return owner
}

function toTaskList(
  reading: Reading,
  fields: readonly Field[],
  owner: Section,
  parts: readonly Section[],
  keys: Keys,
): LocatedTaskList {
  const own = [...owner.blocks.flatMap(readBlockFields), ...fields]
  const title = stripNumber(owner.title) || toPlain(reading.title?.title ?? '')
  const name = toPlain(findField(own, 'owner')?.text ?? '')
  const itemKeys = new Keys()
  const items = parts.flatMap((section) =>
    listDeepItems(section.blocks).flatMap((item) =>
      readItem(reading, owner, section, item, itemKeys),
    ),
  )
  const list: TaskList = {
    key: keys.next(
      title.replace(/\s*(?:bis|by|until|due)?\s*(?:zum\s*)?\d{4}-\d{2}-\d{2}.*$/, '') || 'tasks',
    ),
    title,
    deadline: readDay(owner.title) ?? readDay(findField(own, 'deadline')?.text ?? ''),
    owner: name === '' || isNobody(name) ? null : name,
    items: items.map(({ content }) => content),
    lines: reading.toLines({ start: owner.start, end: items.at(-1)?.item.end ?? owner.end }),
  }
  return {
    list,
    section: owner,
    items: items.map(({ content, item, section }) => ({ key: content.key, item, section })),
  }
}

function readItem(reading: Reading, owner: Section, section: Section, item: Item, keys: Keys) {
  if (!item.checkbox) return []
  const first = item.blocks[0]
  reading.take(
    { start: item.start, end: first?.kind === 'paragraph' ? first.end : item.contentStart },
    'task',
  )
  const part = section === owner ? null : stripNumber(section.title)
  const comments = readComments(item)
  const words = toText(firstWords(item))
  const content: TaskList['items'][number] = {
    key: toItemKey(keys, item, part === null ? words : `${part} ${words}`),
    text: toItemWords(reading, item),
    isTicked: item.checkbox.isTicked,
    url: findUrl(item),
    lines: reading.toLines(item),
    section: part,
    check: comments.get('check') || null,
    isBlocking: !comments.has('optional'),
  }
  return [{ content, item, section }]
}

function stripNumber(title: string): string {
  return toPlain(title)
    .replace(/^\d+(?:\.\d+)*[.):]?\s+/, '')
    .replace(/:$/, '')
}
