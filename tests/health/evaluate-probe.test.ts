import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ageHealth,
  evaluateProbe,
  type ProbeState,
  toTtlSeconds,
} from '#lib/health/evaluate-probe.ts'
import type { Measurement } from '#lib/health/measurement.ts'

type Verdict = Measurement['verdict']

const start: ProbeState = { health: 'unknown', reason: null, params: {}, consecutiveFailures: 0 }

function stateAfter(verdicts: readonly Verdict[], retries: number): ProbeState {
  return verdicts.reduce<ProbeState>((state, verdict) => {
    const reason = verdict === 'passed' ? null : verdict === 'warned' ? 'too_slow' : 'timed_out'
    return evaluateProbe(state, { verdict, reason, params: {} }, { retries })
  }, start)
}

const verdict = fc.constantFrom<Verdict>('passed', 'warned', 'failed')
const history = fc.array(verdict, { minLength: 1, maxLength: 20 })
const retryCount = fc.integer({ min: 0, max: 5 })

describe('health after a history of measurements', () => {
  test('is down exactly when the last retries + 1 measurements failed', () => {
    fc.assert(
      fc.property(history, retryCount, (verdicts, retries) => {
        const tail = verdicts.slice(-(retries + 1))
        const allFailed = tail.length === retries + 1 && tail.every((word) => word === 'failed')
        expect(stateAfter(verdicts, retries).health === 'down').toBe(allFailed)
      }),
    )
  })

  test('is healthy exactly when the last measurement passed', () => {
    fc.assert(
      fc.property(history, retryCount, (verdicts, retries) => {
        expect(stateAfter(verdicts, retries).health === 'healthy').toBe(
          verdicts.at(-1) === 'passed',
        )
      }),
    )
  })

  test('has a reason whenever it is not healthy', () => {
    fc.assert(
      fc.property(history, retryCount, (verdicts, retries) => {
        const { health, reason } = stateAfter(verdicts, retries)
        expect(reason === null).toBe(health === 'healthy')
      }),
    )
  })
})

test('a single failure within the retries degrades, with its reason', () => {
  expect(stateAfter(['passed', 'failed'], 1)).toMatchObject({
    health: 'degraded',
    reason: 'timed_out',
  })
  expect(stateAfter(['passed', 'failed', 'failed'], 1)).toMatchObject({ health: 'down' })
})

test('a fact past its time to live is unknown, a pause is not', () => {
  const observedAt = new Date('2026-11-21T12:00:00Z')
  const at = (seconds: number) => new Date(observedAt.getTime() + seconds * 1000)
  const ttlSeconds = toTtlSeconds(30)
  expect(ageHealth({ health: 'healthy', observedAt, ttlSeconds }, at(ttlSeconds))).toBe('healthy')
  expect(ageHealth({ health: 'healthy', observedAt, ttlSeconds }, at(ttlSeconds + 1))).toBe(
    'unknown',
  )
  expect(ageHealth({ health: 'down', observedAt, ttlSeconds }, at(ttlSeconds + 1))).toBe('unknown')
  expect(ageHealth({ health: 'paused', observedAt: null, ttlSeconds }, at(0))).toBe('paused')
  expect(ageHealth({ health: 'healthy', observedAt: null, ttlSeconds }, at(0))).toBe('unknown')
})
