import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findInvisibleCharacter, isBlank, toInertText } from '#lib/core/text.ts'

describe('hostile text', () => {
  it.each([
    ['NUL', 'a\u0000b', 1],
    ['a lone surrogate', 'ab\ud800c', 2],
    ['a bidirectional override', '\u202eabc', 0],
    ['a zero-width space', 'abc\u200b', 3],
    ['a byte order mark', 'x\ufeff', 1],
  ])('finds %s and where it stands', (_name, text, position) => {
    expect(findInvisibleCharacter(text)).toBe(position)
  })

  it.each(['Zeile 1\nZeile 2\tEnde', 'Grüße an Łukasz', 'שלום', '👩‍🚀 🇩🇪'])(
    'leaves ordinary text alone: %s',
    (text) => {
      expect(findInvisibleCharacter(text)).toBe(-1)
      expect(toInertText(text)).toBe(text)
    },
  )

  it('removes terminal sequences and keeps an overwriting carriage return from hiding text', () => {
    expect(
      toInertText(
        '\u001b[31mred\u001b[0m \u001b]8;;https://evil.example\u0007link\u001b]8;;\u0007',
      ),
    ).toBe('red link')
    expect(toInertText('harmless\revil')).toBe('harmless\nevil')
  })

  it('makes any text storable and visible', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inert = toInertText(text)
        return findInvisibleCharacter(inert) === -1 && inert.isWellFormed()
      }),
    )
  })

  it('takes a name of invisible characters for blank', () => {
    expect(isBlank(' \u200b\u200d\u00a0\n')).toBe(true)
    expect(isBlank(' \u200bx')).toBe(false)
  })
})
