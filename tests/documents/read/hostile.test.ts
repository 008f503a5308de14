import { describe, expect, it } from 'vitest'
import { findDocumentFault, readDocument } from '#lib/documents/read/read-document.ts'
import { maxDocumentBytes, maxSections } from '#lib/documents/words.ts'

const pieces = [
  '[',
  '## Options\n- a\n',
  '- [ ] a\n',
  '- Status: a\n',
  '| Criterion | A |\n|--|--|\n| a | 1 |\n\n',
  'FOO_BAR ',
  '- **a**: b\n',
  '<!-- id:a -->',
  'entschieden ',
  '((',
  '1.000.',
]

describe('a hostile document', () => {
  it.each(pieces)(
    'of many %j takes four times as long when it is four times as long, or little',
    (piece) => {
      const measure = (length: number) => {
        const text = piece.repeat(length / piece.length)
        const begin = process.cpuUsage()
        readDocument(text)
        const { user, system } = process.cpuUsage(begin)
        return (user + system) / 1_000
      }
      const short = Math.min(measure(100_000), measure(100_000))
      expect(measure(400_000)).toBeLessThan(Math.max(1_000, 12 * short))
    },
  )

  it('is refused with the limit it breaks, and still shown line by line', () => {
    expect(findDocumentFault('a'.repeat(maxDocumentBytes + 1))).toEqual({
      reason: 'too_large',
      limit: maxDocumentBytes,
    })
    expect(findDocumentFault('ä'.repeat(maxDocumentBytes / 2 + 1))).toEqual({
      reason: 'too_large',
      limit: maxDocumentBytes,
    })
    expect(findDocumentFault('# a\n'.repeat(maxSections + 1))).toEqual({
      reason: 'too_many_sections',
      limit: maxSections,
    })
    expect(findDocumentFault(`# a\n\n${'> '.repeat(50_000)}`)).toEqual({
      reason: 'too_nested',
      line: 3,
    })
    expect(findDocumentFault('# a\n')).toBeNull()
    expect(readDocument(`# a\n\n${'> '.repeat(50_000)}`)).toMatchObject({
      title: 'a',
      record: null,
      lines: [
        { from: 1, to: 1, as: null },
        { from: 3, to: 3, as: null },
      ],
    })
  })
})
