import { describe, expect, it } from 'vitest'
import { parseCatalog } from '#lib/catalog/parse-catalog.ts'
import { PROBLEM_CODES, toLocalProblems, toReason } from '#lib/catalog/problems.ts'

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()

describe('the sentences about problems', () => {
  it.each(PROBLEM_CODES)('"%s" says the same facts in both languages', (code) => {
    const english = toReason({ code, params: {} }, 'en')
    const german = toReason({ code, params: {} }, 'de')
    expect(german).not.toBe(english)
    expect([...new Set(placeholders(german))]).toEqual([...new Set(placeholders(english))])
  })

  it('shows what was written as it is, even where it looks like a placeholder', () => {
    const params = { value: '{options}', options: 'a, b' }
    expect(toReason({ code: 'not_one_of', params })).toBe('"{options}" is not one of: a, b')
  })

  it('are given in the language of the reader', () => {
    const { problems = [] } = parseCatalog({ file: 'f', text: 'taem: store' })
    const reasons = (locale: string) =>
      toLocalProblems(problems, locale).map(({ reason }) => reason)
    expect(reasons('de')).toContain('Unbekannter Schlüssel „taem“')
    expect(reasons('en-GB')).toContain('Unknown key "taem"')
  })
})
