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
    const from = number !== null || isSpike ? findSuffix(reading.slice(heading.content), old) : 0
    return [{ start: start + from, end, insert }]
  }
  const front = findField(fields, 'title')
  if (front?.home === 'front_matter') return [{ ...front.value, insert: toYamlScalar(title) }]
  if (heading)
    return [
      { start: heading.start, end: heading.end, insert: `${'#'.repeat(heading.level)} ${insert}` },
    ]
  return [insertBlock(document, reading.outline.sections[0]?.start ?? 0, `# ${insert}`)]
}

/** Where a title begins behind its number, marks and odd hyphens notwithstanding. */
function findSuffix(raw: string, title: string): number {
  const wanted = bare(title)
  for (let at = raw.length; at >= 0; at -= 1) {
    if (bare(raw.slice(at)) === wanted && !/\s/.test(raw[at] ?? '')) return at
  }
  return 0
}

function bare(text: string): string {
  return toPlain(text).replace(/[*_`\\]/g, '')
}
