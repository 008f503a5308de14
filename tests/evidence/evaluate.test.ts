import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { operators } from '#lib/documents/words.ts'
import { evaluateThreshold } from '#lib/evidence/policy.ts'

describe('a threshold', () => {
  test.each([
    [99.6, '%', '>=', 99.5, '%', true],
    [99.4, '%', '>=', 99.5, '%', false],
    [2_880, 's', '<=', 30, 'min', false],
    [1_500, 'ms', '<', 1.5, 's', false],
    [1_499, 'ms', '<', 1.5, 'Sekunden', true],
    [90_000, 's', '<=', 26, 'h', true],
    [0, 'count', '=', 0, null, true],
    [1, 'yes-no', '=', 1, null, true],
  ] as const)(
    'of %s %s that must be %s %s %s holds: %s',
    (value, unit, operator, threshold, written, holds) => {
      expect(evaluateThreshold({ value, unit }, { operator, threshold, unit: written })).toBe(holds)
    },
  )

  test('in a unit of another kind says nothing', () => {
    const limit = { operator: '<=', threshold: 30, unit: 'EUR' } as const
    expect(evaluateThreshold({ value: 5, unit: 's' }, limit)).toBeNull()
    expect(evaluateThreshold({ value: 5, unit: '%' }, { ...limit, unit: 'min' })).toBeNull()
  })

  test('between what may be true says nothing, and says it where all of it lies on one side', () => {
    const limit = { operator: '>=', threshold: 99.5, unit: '%' } as const
    const seen = { value: 100, unit: '%' }
    expect(evaluateThreshold({ ...seen, low: 12, high: 100 }, limit)).toBeNull()
    expect(evaluateThreshold({ ...seen, low: 99.6, high: 100 }, limit)).toBe(true)
    expect(evaluateThreshold({ ...seen, low: 2, high: 99 }, limit)).toBe(false)
  })

  test('that a lower bound breaks is broken, and is not kept by a lower bound', () => {
    const atLeast = { value: 3, high: null, unit: 'count' }
    expect(evaluateThreshold(atLeast, { operator: '<=', threshold: 2, unit: null })).toBe(false)
    expect(evaluateThreshold(atLeast, { operator: '<=', threshold: 5, unit: null })).toBeNull()
  })

  test('never holds for bounds when some value between them breaks it', () => {
    const number = fc.integer({ min: -50, max: 50 })
    const limits = fc.record({ operator: fc.constantFrom(...operators), threshold: number })
    fc.assert(
      fc.property(number, number, number, limits, (one, other, within, limit) => {
        const [low, high] = one < other ? [one, other] : [other, one]
        const value = Math.max(low, Math.min(high, within))
        const verdict = evaluateThreshold(
          { value: low, low, high, unit: null },
          { ...limit, unit: null },
        )
        const exact = evaluateThreshold({ value, unit: null }, { ...limit, unit: null })
        if (verdict !== null) expect(verdict).toBe(exact)
      }),
    )
  })
})
