import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinParts, toMergeParts } from '#components/decisions/editor/merge-parts.ts'
import { readText } from '#components/decisions/editor/read-text.ts'
import { restoreLineEnds } from '#components/decisions/editor/restore-line-ends.ts'

/** As a text field hands its text back. */
const asTyped = (text: string) => text.replace(/\r\n?/g, '\n')

const texts = fc
  .array(fc.tuple(fc.constantFrom('a', 'b', '', '# c'), fc.constantFrom('\n', '\r\n')))
  .map((lines) => lines.map((line) => line.join('')).join(''))

describe('saving what was typed', () => {
  it('changes no byte of a text nobody typed in, whatever its line ends', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(restoreLineEnds(text, asTyped(text))).toBe(text)
      }),
    )
  })

  it('keeps the line ends of all other lines', () => {
    const text = 'eins\r\nzwei\ndrei\r\nvier'
    expect(restoreLineEnds(text, 'eins\nzwei\nneu\ndrei\nvier')).toBe(
      'eins\r\nzwei\nneu\r\ndrei\r\nvier',
    )
  })

  it('gives new lines the end that most have', () => {
    expect(restoreLineEnds('a\r\nb\r\n', 'a\nx\nb\n')).toBe('a\r\nx\r\nb\r\n')
  })
})

describe('two texts of one origin', () => {
  const base = '# T\n\neins\nzwei\ndrei\n'
  const theirs = '# T\n\neins\nZWEI\ndrei\nvier\n'
  const yours = '# Titel\n\neins\nzwo\ndrei\n'

  it('asks only where both changed the same place', () => {
    const parts = toMergeParts({ base, theirs, yours })
    expect(parts.filter(({ kind }) => kind === 'choice')).toHaveLength(1)
  })

  it.each([
    ['yours', '# Titel\n\neins\nzwo\ndrei\nvier\n'],
    ['theirs', '# Titel\n\neins\nZWEI\ndrei\nvier\n'],
    ['both', '# Titel\n\neins\nZWEI\nzwo\ndrei\nvier\n'],
  ] as const)('becomes what was chosen: %s', (pick, expected) => {
    expect(joinParts(toMergeParts({ base, theirs, yours }), [pick])).toBe(expected)
  })

  it('keeps the whole of one text when only that one changed', () => {
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const parts = toMergeParts({ base: one, theirs: one, yours: other })
        expect(joinParts(parts, [])).toBe(other)
      }),
    )
  })
})

it('reads a record of two thousand lines in less than a second', () => {
  const text = `# DEC-1: Lang\n\n${Array.from({ length: 500 }, (_, at) => `## Teil ${at}\n\nText.\n`).join('\n')}`
  const begin = performance.now()
  expect(readText(text).blocks.length).toBeGreaterThan(100)
  expect(performance.now() - begin).toBeLessThan(1_000)
})
