import type { Item, Section } from '#lib/markdown/index.ts'
import type { Task } from '../schemas.ts'
import type { Keys } from './fold.ts'
import { toText } from './labels.ts'
import { firstWords, listItems, type Reading, toItemMarkdown, toMarkdown } from './reading.ts'

export type LocatedTask = { task: Task; item: Item }

const comment = /<!--\s*([a-z_-]+)(?:\s*:\s*([^<>]*?))?\s*-->/gi

/** `<!-- id:… -->`, `<!-- check: … -->`, `<!-- optional -->` of the words of an item. */
export function readComments(item: Item): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const inline of firstWords(item)) {
    if (inline.kind !== 'html') continue
    for (const [, name = '', value = ''] of inline.text.matchAll(comment)) {
      found.set(name.toLowerCase(), value.trim())
    }
  }
  return found
}

/** Words of an item's first paragraph as they were written, without comments. */
export function toItemWords(reading: Reading, item: Item): string {
  const first = item.blocks[0]
  if (first?.kind !== 'paragraph') return ''
  return stripComments(toMarkdown(reading, { start: item.contentStart, end: first.end }))
    .replace(/[ \t]*\n[ \t]*/g, ' ')
    .trim()
}

export function stripComments(text: string): string {
  return text.replace(/\s*<!--[\s\S]*?-->/g, '')
}

export function findUrl(item: Item): string | null {
  return firstWords(item).find(({ kind }) => kind === 'link')?.url ?? null
}

/** A key the author gave, or one made of the words. */
export function toItemKey(keys: Keys, item: Item, words: string): string {
  const id = readComments(item).get('id') ?? ''
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(id) && keys.claim(id) ? id : keys.next(words)
}

/** Items of a section as tasks; what an item contains belongs to its text. */
export function readTasks(
  reading: Reading,
  sections: readonly Section[],
  keys: Keys,
  as: string,
): LocatedTask[] {
  return sections
    .flatMap((section) => listItems(section.blocks))
    .flatMap((item) => {
      const words = toText(firstWords(item))
      if (words === '') return []
      reading.take(item, as)
      const task: Task = {
        key: toItemKey(keys, item, words),
        text: stripComments(toItemMarkdown(reading, item, item.contentStart)).trim(),
        isTicked: item.checkbox?.isTicked ?? null,
        url: findUrl(item),
        lines: reading.toLines(item),
      }
      return [{ task, item }]
    })
}
