import { describe, expect, it } from 'vitest'
import { negotiateLocale, toTimeZone } from '#components/i18n/locales.ts'
import { messages } from '#components/i18n/messages.ts'

describe('the language of a request', () => {
  it.each([
    ['a choice beats the browser', 'en-GB', 'de', 'en-GB'],
    ['the browser decides without a choice', undefined, 'en-US,en;q=0.9', 'en-GB'],
    [
      'the most wanted language that the portal speaks wins',
      undefined,
      'fr, en;q=0.5, de-CH;q=0.8',
      'de',
    ],
    ['a language given up with q=0 does not count', undefined, 'de;q=0, en;q=0.1', 'en-GB'],
    ['German without any hint', undefined, null, 'de'],
    ['German for a language the portal does not speak', undefined, 'fr-FR', 'de'],
    ['a choice nobody offers is ignored', 'xx', 'en', 'en-GB'],
  ])('%s', (_name, choice, header, expected) => {
    expect(negotiateLocale(choice, header)).toBe(expected)
  })
})

describe('the time zone of a request', () => {
  it('is the one the browser names, and Berlin for anything else', () => {
    expect(toTimeZone('America/New_York')).toBe('America/New_York')
    expect(toTimeZone('../../etc/passwd')).toBe('Europe/Berlin')
    expect(toTimeZone(undefined)).toBe('Europe/Berlin')
  })
})

describe('the texts', () => {
  const toEntries = (value: object, path = ''): readonly (readonly [string, string])[] =>
    Object.entries(value).flatMap(([key, item]) =>
      typeof item === 'string'
        ? [[`${path}${key}`, item] as const]
        : toEntries(item, `${path}${key}.`),
    )
  const german = toEntries(messages.de)
  const english = toEntries(messages['en-GB'])

  it('exist in both languages', () => {
    expect(english.map(([key]) => key).toSorted()).toEqual(german.map(([key]) => key).toSorted())
  })

  it('name the same values in both languages', () => {
    const others = new Map(english)
    for (const [key, text] of german) {
      expect([key, listArguments(others.get(key) ?? '')]).toEqual([key, listArguments(text)])
    }
  })

  it('are not empty', () => {
    expect([...german, ...english].filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

/** Names of the values a message asks for. Braces inside an argument hold the texts of its branches. */
function listArguments(message: string): readonly string[] {
  const names = new Set<string>()
  let depth = 0
  for (const [index, character] of [...message].entries()) {
    if (character === '{') {
      if (depth % 2 === 0) names.add(/^\w+/.exec(message.slice(index + 1))?.[0] ?? '')
      depth += 1
    }
    if (character === '}') depth -= 1
  }
  return [...names].toSorted()
}
