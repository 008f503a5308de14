import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isMisfire, nextSlot } from '#lib/core/slots.ts'
import { isProberCutOff } from '#lib/health/is-prober-cut-off.ts'
import { findAtPath, parseJsonPath } from '#lib/health/json-path.ts'

describe('isProberCutOff', () => {
  const contacts = (heard: number, silent: number) => [
    ...Array.from({ length: heard }, () => ({ heard: true })),
    ...Array.from({ length: silent }, () => ({ heard: false })),
  ]

  test.each([
    [0, 5, true],
    [2, 3, true],
    [3, 3, false],
    [9, 1, false],
    [0, 2, false],
    [0, 0, false],
  ])('%d heard and %d silent: %s', (heard, silent, cutOff) => {
    expect(isProberCutOff(contacts(heard, silent))).toBe(cutOff)
  })
})

describe('JSON paths', () => {
  const document = { status: 'ok', checks: [{ 'db-main': { state: 1 } }], nothing: null }

  test.each([
    ['$.status', 'ok'],
    ["$.checks[0]['db-main'].state", 1],
    ['$.checks[0].db-main.state', 1],
    ['$.nothing', null],
    ['$', document],
    ['$.checks[1]', undefined],
    ['$.checks.length', undefined],
    ['$.status.length', undefined],
    ['$.constructor', undefined],
    ['$.__proto__', undefined],
    ['$.nothing.deeper', undefined],
  ])('%s', (text, value) => {
    const path = parseJsonPath(text)
    expect(path && findAtPath(document, path)).toEqual(value)
  })

  test.each([
    '',
    'status',
    '$status',
    '$.',
    '$..a',
    '$.*',
    '$[?(@.a)]',
    '$[-1]',
    "$['a\\']",
    '$.a b',
  ])('refuses %s', (text) => {
    expect(parseJsonPath(text)).toBeNull()
  })

  test('no text and no document makes it throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (text, value) => {
        const path = parseJsonPath(`$${text}`)
        if (path) findAtPath(value, path)
      }),
    )
  })
})

describe('slots', () => {
  const pace = fc.record({
    id: fc.integer({ min: 1, max: 1_000_000 }),
    intervalMs: fc.integer({ min: 5, max: 86_400 }).map((seconds) => seconds * 1000),
  })
  const moment = fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 })

  test('the next slot lies ahead, at most one interval and its jitter away', () => {
    fc.assert(
      fc.property(pace, moment, (given, now) => {
        const slot = nextSlot(given, now)
        expect(slot).toBeGreaterThan(now)
        expect(slot - now).toBeLessThanOrEqual(given.intervalMs * 1.2 + 1)
      }),
    )
  })

  test('two slots in a row are an interval apart, give or take the jitter', () => {
    fc.assert(
      fc.property(pace, moment, (given, now) => {
        const first = nextSlot(given, now)
        const gap = nextSlot(given, first) - first
        expect(gap).toBeGreaterThanOrEqual(given.intervalMs * 0.8 - 1)
        expect(gap).toBeLessThanOrEqual(given.intervalMs * 1.2 + 1)
      }),
    )
  })

  test('a slot does not depend on when it is asked for', () => {
    fc.assert(
      fc.property(pace, moment, (given, now) => {
        const slot = nextSlot(given, now)
        const between = now + Math.floor((slot - now) / 2)
        expect(nextSlot(given, between)).toBe(slot)
      }),
    )
  })

  test('500 probes spread over the interval: no second gets twice its share', () => {
    const now = 1_800_000_000_000
    const perSecond = new Array<number>(30).fill(0)
    for (let id = 1; id <= 500; id += 1) {
      const slot = nextSlot({ id, intervalMs: 30_000 }, now)
      const second = Math.floor((slot - now) / 1000) % 30
      perSecond[second] = (perSecond[second] ?? 0) + 1
    }
    expect(Math.max(...perSecond)).toBeLessThanOrEqual((2 * 500) / 30)
  })

  test('a slot a second past is still run, an older one is skipped', () => {
    expect(isMisfire(1000, 2000)).toBe(false)
    expect(isMisfire(1000, 2001)).toBe(true)
  })
})
