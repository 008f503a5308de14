import type { Splice } from '#lib/markdown/index.ts'
import { findField } from '../read/fields.ts'
import { toPlain } from '../read/fold.ts'
import type { LocatedDocument } from '../read/locate-document.ts'
import { readNumberedTitle } from '../read/numbers.ts'
import { escapeInline, toYamlScalar } from './escape.ts'
import { insertBlock } from './places.ts'

/** Changes the title, not the number and the word "spike" before it. */
export function setTitle(document: LocatedDocument, title: string): Splice[] {
  const { reading, fields } = document
  const heading = reading.title?.heading
  const insert = escapeInline(title).replace(/#+$/, (hashes) => `\\${hashes}`)
  if (heading && toPlain(heading.content.text) !== '') {
    const { number, title: old, isSpike } = readNumberedTitle(heading.content.text)
    const { start, end } = heading.content
    if (number === null && !isSpike) return [{ start, end, insert }]
    const from = findSuffix(reading.slice(heading.content), old)
    if (from !== null) return [{ start: start + from, end, insert }]
    const words = toPlain(heading.content.text)
    return [
      { start, end, insert: escapeInline(words.slice(0, words.length - old.length)) + insert },
    ]
  }
  const front = findField(fields, 'title')
  if (front?.home === 'front_matter') return [{ ...front.value, insert: toYamlScalar(title) }]
  if (heading)
    return [
      { start: heading.start, end: heading.end, insert: `${'#'.repeat(heading.level)} ${insert}` },
    ]
  return [insertBlock(document, reading.outline.sections[0]?.start ?? 0, `# ${insert}`)]
}

/** Where a title begins behind its number, marks and odd hyphens notwithstanding; null when it cannot be told. */
function findSuffix(raw: string, title: string): number | null {
  const wanted = bare(title)
  for (let at = raw.length; at >= 0; at -= 1) {
    if (bare(raw.slice(at)) !== wanted || /\s/.test(raw[at] ?? '')) continue
    let from = at
    while (from > 0 && /[*_`[]/.test(raw[from - 1] ?? '')) from -= 1
    return from
  }
  return null
}

function bare(text: string): string {
  return toPlain(text)
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`\\]/g, '')
}
