import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from '#lib/documents/store/check-text.ts'
import { diffTexts } from '#lib/documents/store/diff-texts.ts'
import { mergeTexts } from '#lib/documents/store/merge-texts.ts'
import { planReading } from '#lib/documents/store/repository/plan-reading.ts'

const line = fc.constantFrom('a', 'b', 'c', '', '- [ ] x', 'ä\r')
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''))

describe('merging', () => {
  it('takes what only one side changed, byte for byte', () => {
    fc.assert(
      fc.property(text, text, (base, other) => {
        expect(mergeTexts({ base, theirs: base, yours: other })).toEqual({ text: other })
        expect(mergeTexts({ base, theirs: other, yours: base })).toEqual({ text: other })
        expect(mergeTexts({ base, theirs: other, yours: other })).toEqual({ text: other })
      }),
    )
  })

  it('comes to the same whoever saved first', () => {
    fc.assert(
      fc.property(text, text, text, (base, one, other) => {
        const first = mergeTexts({ base, theirs: one, yours: other })
        const second = mergeTexts({ base, theirs: other, yours: one })
        expect(second.text).toBe(first.text)
        expect(second.hunks?.length).toBe(first.hunks?.length)
      }),
    )
  })

  it('keeps both of two insertions with a line between them', () => {
    const merged = mergeTexts({ base: 'a\nb\n', theirs: 'new\na\nb\n', yours: 'a\nb\nend' })
    expect(merged.text).toBe('new\na\nb\nend')
  })

  it('answers a text of many changed lines with one place instead of waiting', () => {
    const many = (word: string) => `${word}\n`.repeat(30_000)
    const merged = mergeTexts({ base: many('a'), theirs: many('b'), yours: many('c') })
    expect(merged.hunks).toHaveLength(1)
  })
})

describe('bytes', () => {
  it('decode to the text they are, or name the first that is none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (given) => {
        const safe = given.replaceAll('\0', '')
        expect(decodeText(Buffer.from(safe))).toEqual({ text: safe })
        const before = Buffer.from(safe)
        const broken = decodeText(Buffer.concat([before, Buffer.from([0xff]), before]))
        expect(broken).toMatchObject({
          message: `is not UTF-8 at byte ${before.byteLength + 1}`,
        })
      }),
    )
  })
})

it('a difference tells the lines that came and went', () => {
  expect(diffTexts('a\nb\n', 'a\nc\n')).toEqual([
    {
      ...{ fromLine: 1, toLine: 1 },
      lines: [
        { kind: 'same', text: 'a' },
        { kind: 'removed', text: 'b' },
        { kind: 'added', text: 'c' },
      ],
    },
  ])
})

describe('planning what to read', () => {
  const file = (path: string, blobSha: string) => ({ path, blobSha, sizeBytes: 10 })
  const known = (path: string, blobSha: string | null, given = {}) => ({
    ...{ id: path, path, blobSha, isRemoved: false, isPortal: false },
    ...given,
  })

  it('tells new, changed, renamed and removed files apart, and leaves the portal’s own alone', () => {
    const plan = planReading(
      [
        file('same', '1'),
        file('changed', '2b'),
        file('new', '3'),
        file('to', '4'),
        file('own', '5'),
      ],
      [
        ...[known('same', '1'), known('changed', '2a'), known('from', '4'), known('gone', '6')],
        ...[known('own', '5a', { isPortal: true }), known('proposed', null)],
        known('long-gone', '7', { isRemoved: true }),
      ],
    )
    expect(plan.changed.map(({ file: { path } }) => path)).toEqual(['changed', 'new'])
    expect(plan.renamed).toEqual([{ id: 'from', path: 'to' }])
    expect(plan.removed).toEqual(['gone'])
  })
})
