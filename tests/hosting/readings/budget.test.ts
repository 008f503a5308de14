import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quotas, spend, stretchOf } from '#lib/hosting/readings/budget.ts'
import { nextAfterFailure } from '#lib/hosting/readings/pace.ts'

describe('budgets of accounts', () => {
  test.each([
    ['digitalocean', 250, 5_000],
    ['uptimerobot', 10, 600],
    ['supabase', 60, 3_600],
  ] as const)(
    '%s never sees more than %i calls in a minute or %i in an hour',
    (name, minute, hour) => {
      const { burst, perMinute } = quotas[name]
      expect(burst + perMinute).toBeLessThanOrEqual(minute)
      expect(burst + perMinute * 60).toBeLessThanOrEqual(hour)
    },
  )

  test('whatever is asked and whenever, no minute sees more than burst and refill', () => {
    const quota = quotas.digitalocean
    const request = fc.record({
      afterMs: fc.integer({ min: 0, max: 20_000 }),
      cost: fc.integer({ min: 1, max: 10 }),
    })
    fc.assert(
      fc.property(fc.array(request, { maxLength: 200 }), (requests) => {
        let tokens: number = quota.burst
        let nowMs = 0
        const sent: { readonly atMs: number; readonly cost: number }[] = []
        for (const { afterMs, cost } of requests) {
          nowMs += afterMs
          const spending = spend(quota, { tokens, idleMs: afterMs }, [cost])
          tokens = spending.tokens
          if (spending.waits[0] === null) sent.push({ atMs: nowMs, cost })
        }
        for (const { atMs } of sent) {
          const within = sent.filter((one) => one.atMs > atMs - 60_000 && one.atMs <= atMs)
          const total = within.reduce((sum, { cost }) => sum + cost, 0)
          expect(total).toBeLessThanOrEqual(quota.burst + quota.perMinute)
        }
      }),
    )
  })

  test('who has to wait keeps the order and is told how long', () => {
    const quota = { perMinute: 60, burst: 5, per: 'account' } as const
    const { waits, tokens } = spend(quota, { tokens: 5, idleMs: 0 }, [4, 3, 1])
    expect(waits[0]).toBeNull()
    expect(waits[1]).toBe(2_000)
    expect(waits[2]).toBe(3_000)
    expect(tokens).toBe(1)
  })

  test('a request larger than the bucket is granted when the bucket is full, and paid afterwards', () => {
    const quota = { perMinute: 6, burst: 3, per: 'account' } as const
    expect(spend(quota, { tokens: 3, idleMs: 0 }, [8])).toEqual({ tokens: -5, waits: [null] })
    expect(spend(quota, { tokens: 2, idleMs: 0 }, [8]).waits[0]).toBeGreaterThan(0)
  })

  test('a clock that went backwards grants nothing', () => {
    const quota = { perMinute: 60, burst: 5, per: 'account' } as const
    expect(spend(quota, { tokens: 0, idleMs: -60_000 }, [1]).waits[0]).not.toBeNull()
  })

  test('readings that fit keep their pace; too many are slowed down to four fifths of the budget', () => {
    const quota = { perMinute: 100, burst: 10, per: 'account' } as const
    const reading = { calls: 4, intervalSeconds: 60 }
    expect(stretchOf(quota, Array(20).fill(reading))).toBe(1)
    expect(stretchOf(quota, Array(200).fill(reading))).toBe(10)
  })
})

describe('asking again after a failure', () => {
  const secondsAfter = (failures: number, rest: object = {}) =>
    nextAfterFailure({ failure: 'timed_out', retryAfterSeconds: null, failures, ...rest }, 60, 0) /
    1_000

  test('takes a minute, then twice as long each time, up to a quarter of an hour', () => {
    for (const [failures, seconds] of [
      [1, 60],
      [2, 120],
      [4, 480],
      [5, 900],
      [500, 900],
    ] as const) {
      expect(secondsAfter(failures)).toBeGreaterThanOrEqual(seconds)
      expect(secondsAfter(failures)).toBeLessThanOrEqual(seconds * 1.2)
    }
  })

  test('never comes before the platform said', () => {
    expect(secondsAfter(1, { failure: 'throttled', retryAfterSeconds: 3_000 })).toBe(3_000)
  })

  test('what a platform does not offer is asked again in hours', () => {
    expect(secondsAfter(1, { failure: 'unsupported' })).toBeGreaterThanOrEqual(21_600)
  })
})
