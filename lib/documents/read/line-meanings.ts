import type { Section } from '#lib/markdown/index.ts'
import type { DocumentContent } from '../schemas.ts'
import type { Field } from './fields.ts'
import type { Reading } from './reading.ts'

/** Sections that are read as a whole. */
const whole: ReadonlySet<string> = new Set([
  'context',
  'goal',
  'hypothesis',
  'outcome',
  'consequences',
  'observations',
  'recommendation',
  'readiness',
  'scaling',
])

/** What every line that is not empty was taken for, in order. */
export function readLines(reading: Reading, fields: readonly Field[]): DocumentContent['lines'] {
  const { outline } = reading
  const marks = new Map<number, string>()
  const mark = ({ from, to }: { from: number; to: number }, as: string) => {
    for (let line = from; line <= to; line += 1) marks.set(line, as)
  }
  for (const section of outline.sections) markSection(reading, section, mark)
  if (outline.frontMatter) {
    const { start, content } = outline.frontMatter
    mark(reading.toLines({ start, end: start + 1 }), 'metadata')
    mark(reading.toLines({ start: content.end, end: content.end + 1 }), 'metadata')
  }
  for (const { meaning, span } of fields) if (meaning) mark(reading.toLines(span), meaning)
  return outline.text.split(/\r\n|\n|\r/).flatMap((text, index) => {
    if (text.replace(/^\ufeff/, '').trim() === '') return []
    const line = index + 1
    return [{ from: line, to: line, as: reading.takenAs(line) ?? marks.get(line) ?? null }]
  })
}

type Mark = (lines: { from: number; to: number }, as: string) => void

function markSection(reading: Reading, section: Section, mark: Mark): void {
  const meaning = reading.meanings[section.index]
  if (meaning && whole.has(meaning)) mark(reading.toLines(section.body), meaning)
  if (!section.heading) return
  const isKnown = reading.own[section.index] || meaning === 'checklist'
  const isPart = meaning && whole.has(meaning)
  const as = section === reading.title ? 'title' : isKnown ? 'heading' : isPart ? meaning : null
  if (as) mark(reading.toLines(section.heading), as)
}
