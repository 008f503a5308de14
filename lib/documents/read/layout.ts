import type { DocumentContent } from '../schemas.ts'
import type { Field } from './fields.ts'
import type { Reading } from './reading.ts'
import { toHeadingWords } from './vocabulary.ts'

const madr: ReadonlySet<string> = new Set([
  'context and problem statement',
  'considered options',
  'decision outcome',
  'decision drivers',
])

/** Which school a text follows, by its headings and metadata. */
export function readLayout(reading: Reading, fields: readonly Field[]): DocumentContent['layout'] {
  const headings = new Set(reading.outline.sections.map(({ title }) => toHeadingWords(title)))
  const count = [...madr].filter((heading) => headings.has(heading)).length
  const hasTags = fields.some(({ label, home }) => home === 'bullet' && /^tags$/i.test(label))
  const hasDatedLink = fields.some(
    ({ text, meaning }) => meaning === 'status' && /\b\d{8}-/.test(text),
  )
  if (count >= 1 && (hasTags || hasDatedLink)) return 'log4brains'
  if (count >= 2 || (count === 1 && headings.has('consequences'))) return 'madr'
  const isNygard = headings.has('status') && headings.has('decision') && headings.has('context')
  return isNygard ? 'nygard' : count === 1 ? 'madr' : 'free'
}
