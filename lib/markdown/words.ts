import type { Words } from './blocks.ts'
import { readInlines, type Segment } from './inline.ts'
import type { Definitions } from './links.ts'

export type Source = { text: string; definitions: Definitions }

/** Words of some stretches, white space at their ends left out. */
export function toWords(source: Source, segments: readonly Segment[]): Words {
  const trimmed = segments.map(({ start, end }) => {
    let to = end
    while (to > start && (source.text[to - 1] === ' ' || source.text[to - 1] === '\t')) to -= 1
    return { start, end: to }
  })
  const inlines = readInlines(source.text, trimmed, source.definitions)
  const text = inlines
    .filter((inline) => inline.kind !== 'html')
    .map((inline) => inline.text)
    .join('')
  const start = trimmed[0]?.start ?? 0
  return { start, end: trimmed.at(-1)?.end ?? start, inlines, text: text.trim() }
}
