import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  evaluateHeartbeat,
  type HeartbeatFacts,
  type HeartbeatRule,
} from '#lib/health/evaluate-heartbeat.ts'

const silent: HeartbeatFacts = { finishedAt: null, startedAt: null, exitCode: null, outages: [] }
const minutely: HeartbeatRule = { rhythm: { kind: 'period', periodMs: 60_000 }, graceMs: 30_000 }
const t0 = new Date('2026-11-21T12:00:00Z')
const at = (seconds: number) => new Date(t0.getTime() + seconds * 1000)

function pingedAt(time: Date, facts: Partial<HeartbeatFacts> = {}): HeartbeatFacts {
  return { ...silent, finishedAt: time, exitCode: 0, ...facts }
}

const judge = (facts: HeartbeatFacts, now: Date, rule = minutely) =>
  evaluateHeartbeat(facts, rule, now)

describe('a ping every minute, half a minute of grace', () => {
  test.each([
    [59, 'healthy', null],
    [60, 'degraded', 'heartbeat_late'],
    [89, 'degraded', 'heartbeat_late'],
    [90, 'down', 'heartbeat_missing'],
  ])('%d s after a ping', (seconds, health, reason) => {
    expect(judge(pingedAt(t0), at(seconds))).toMatchObject({ health, reason })
  })

  test('is unknown until the first ping, however long that takes', () => {
    expect(judge(silent, at(1_000_000))).toMatchObject({
      health: 'unknown',
      reason: 'heartbeat_never',
    })
  })

  test('time in which the portal was away does not count as silence', () => {
    const facts = pingedAt(t0, { outages: [{ from: at(10), to: at(610) }] })
    expect(judge(facts, at(615)).health).toBe('healthy')
    expect(judge(facts, at(689)).health).toBe('degraded')
    expect(judge(facts, at(690)).health).toBe('down')
  })

  test('an outage before the last ping excuses nothing', () => {
    const facts = pingedAt(t0, { outages: [{ from: at(-600), to: at(-1) }] })
    expect(judge(facts, at(90)).health).toBe('down')
  })

  test('a reported failure is down at once and stays so until a success', () => {
    expect(judge(pingedAt(t0, { exitCode: 3 }), at(1))).toMatchObject({
      health: 'down',
      reason: 'heartbeat_failed',
      params: { exitCode: '3' },
    })
    expect(judge(pingedAt(t0, { exitCode: -1 }), at(1)).params).toEqual({})
    expect(judge(pingedAt(t0, { exitCode: 3, startedAt: at(20) }), at(30)).health).toBe('down')
  })

  test('a run that started and does not end within the grace is down', () => {
    const facts = pingedAt(t0, { startedAt: at(55) })
    expect(judge(facts, at(84)).health).toBe('healthy')
    expect(judge(facts, at(85))).toMatchObject({ health: 'down', reason: 'heartbeat_unfinished' })
  })
})

describe('a ping every night at half past two in Berlin', () => {
  const nightly: HeartbeatRule = {
    rhythm: { kind: 'cron', schedule: '30 2 * * *', timeZone: 'Europe/Berlin' },
    graceMs: 600_000,
  }

  test('is expected at the local time before and after the clocks change', () => {
    const summer = pingedAt(new Date('2026-07-01T00:30:00Z'))
    expect(judge(summer, new Date('2026-07-02T00:39:00Z'), nightly).health).toBe('degraded')
    expect(judge(summer, new Date('2026-07-02T00:40:00Z'), nightly).health).toBe('down')
    const winter = pingedAt(new Date('2026-12-01T01:30:00Z'))
    expect(judge(winter, new Date('2026-12-02T01:29:00Z'), nightly).health).toBe('healthy')
    expect(judge(winter, new Date('2026-12-02T01:40:00Z'), nightly).health).toBe('down')
  })

  test('the night without half past two is still expected once, after the gap', () => {
    const before = pingedAt(new Date('2027-03-27T01:30:00Z'))
    expect(judge(before, new Date('2027-03-28T00:59:00Z'), nightly).health).toBe('healthy')
    expect(judge(before, new Date('2027-03-28T03:00:00Z'), nightly).health).toBe('down')
  })

  test('the night with two half past twos expects one ping, not two', () => {
    const first = pingedAt(new Date('2026-10-25T00:31:00Z'))
    expect(judge(first, new Date('2026-10-25T12:00:00Z'), nightly).health).toBe('healthy')
  })
})

test('nothing changes before the moment it says it will', () => {
  const facts = fc.record({
    finishedAt: fc.option(fc.integer({ min: -500, max: 0 }).map(at)),
    startedAt: fc.option(fc.integer({ min: -500, max: 0 }).map(at)),
    exitCode: fc.option(fc.constantFrom(-1, 0, 0, 0, 2)),
    outages: fc.constant([{ from: at(-400), to: at(-350) }]),
  })
  fc.assert(
    fc.property(facts, fc.integer({ min: 0, max: 1000 }), (given, laterSeconds) => {
      const known = { ...given, exitCode: given.finishedAt ? (given.exitCode ?? 0) : null }
      const judged = judge(known, t0)
      const later = at(laterSeconds)
      if (judged.nextChangeAt && later >= judged.nextChangeAt) return
      expect(judge(known, later).health).toBe(judged.health)
    }),
  )
})
