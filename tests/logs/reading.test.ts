import { describe, expect, it } from 'vitest'
import { AppError } from '#lib/core/errors.ts'
import { toLine } from '#lib/logs/line/to-line.ts'
import { toSignatures } from '#lib/logs/list-error-signatures.ts'
import { findCertainText } from '#lib/logs/read/certain-text.ts'
import { createMatcher } from '#lib/logs/read/matcher.ts'
import { toWindow } from '#lib/logs/read/window.ts'
import { LogFilter } from '#lib/logs/schemas.ts'

const term = (q: string, options: { regex?: boolean; case?: boolean } = {}) => ({
  q,
  regex: false,
  case: false,
  ...options,
})

describe('searching', () => {
  it('finds text whatever its case, unless asked to mind it', () => {
    expect(createMatcher(term('Time.out'))(['TIME.OUT', 'timeXout'])).toEqual([true, false])
    expect(createMatcher(term('A', { case: true }))(['a', 'A'])).toEqual([false, true])
  })

  it('refuses a pattern that is none, naming the field', () => {
    expect(() => createMatcher(term('(', { regex: true }))).toThrow(AppError)
  })

  it('gives up on a pattern that would hold the process', () => {
    const match = createMatcher(term('(a+)+$', { regex: true }))
    const started = performance.now()
    expect(() => match([`${'a'.repeat(40)}!`])).toThrow(/takes too long/)
    expect(performance.now() - started).toBeLessThan(2_000)
  })

  it.each([
    ['timeout.*ms', 'timeout'],
    ['^GET /api.orders$', 'GET /api'],
    ['a|b', null],
    ['foo+', 'foo'],
    ['colou?r', 'colo'],
    ['orders/(\\d+) answered [45]\\d\\d', ' answered '],
    ['a\\.b\\/c x{2}', 'a.b/c '],
    ['\\x41bc \\u0041de \\u{41}fg \\p{L}hi (?!no)', 'bc '],
    ['error {0,2}x', 'error'],
    ['((a|b)c)def', null],
    ['😀😀😀*', '😀😀'],
  ])('asks a source only for text that %j is sure to contain', (q, text) => {
    expect(findCertainText(term(q, { regex: true }))).toBe(text)
  })
})

describe('the window', () => {
  const now = new Date('2026-11-21T14:00:00Z')
  it('is the last hour when nothing is said', () => {
    expect(toWindow({}, now).from.toISOString()).toBe('2026-11-21T13:00:00.000Z')
  })
  it('may not end before it begins, nor reach over months', () => {
    expect(() => toWindow({ from: now, to: now }, now)).toThrow('"from" must be before "to".')
    expect(() => toWindow({ from: new Date('2026-08-01') }, now)).toThrow('At most 31 days')
  })
})

describe('error signatures', () => {
  it('are counted before and after a deployment, new ones first', () => {
    const entry = (minute: number, text: string) =>
      toLine(
        {
          id: String(minute),
          at: new Date(Date.UTC(2026, 10, 21, 14, minute)),
          component: 'api',
          instance: null,
          text,
          level: 'error',
        },
        { source: 'push', components: new Set(['api']) },
      )
    const lines = [
      entry(50, 'old kind 5'),
      entry(40, 'new kind 1'),
      entry(35, 'new kind 2'),
      entry(10, 'old kind 7'),
    ]
    const found = toSignatures(lines, '2026-11-21T14:30:00.000Z')
    expect(found.map(({ signature, before, after }) => [signature, before, after])).toEqual([
      ['new kind <n>', 0, 2],
      ['old kind <n>', 1, 1],
    ])
  })
})

describe('the filter', () => {
  it('names the word it does not know', () => {
    expect(LogFilter.safeParse({ level: 'error,none' }).success).toBe(true)
    expect(LogFilter.safeParse({ level: 'loud' }).success).toBe(false)
  })
})
