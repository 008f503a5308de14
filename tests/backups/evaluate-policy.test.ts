import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluatePolicy } from '#lib/backups/evaluate-policy.ts'
import type { Asking, PolicyRule, RunFact } from '#lib/backups/facts.ts'
import { runStates } from '#lib/backups/words.ts'

const now = new Date('2026-11-21T12:00:00Z')
const hour = 3_600_000
const ago = (hours: number) => new Date(now.getTime() - hours * hour)

const daily: PolicyRule = {
  rhythm: { kind: 'period', everySeconds: 86_400 },
  graceSeconds: 3_600,
  rpoSeconds: 26 * 3_600,
  retentionSeconds: null,
  region: null,
  createdAt: ago(1_000),
}

const asked: Asking = {
  observedAt: now,
  ttlSeconds: 3_600,
  failure: null,
  isEmpty: false,
  restorable: null,
}

function run(hoursAgo: number | null, part: Partial<RunFact> = {}): RunFact {
  return {
    state: 'complete',
    madeAt: hoursAgo === null ? null : ago(hoursAgo),
    startedAt: null,
    sizeBytes: 1_000,
    region: null,
    isCopy: false,
    detail: null,
    ...part,
  }
}

const judge = (
  runs: readonly RunFact[],
  { rule = {}, asking = asked as Asking | null, outages = [] as { from: Date; to: Date }[] } = {},
) => evaluatePolicy({ runs, asking, outages }, { ...daily, ...rule }, now)

describe('the newest backup', () => {
  it.each([
    ['complete, within its rhythm', [run(20)], 'fresh', null],
    [
      'being made, with an older one in time',
      [run(0.1, { state: 'running' }), run(20)],
      'fresh',
      null,
    ],
    [
      'being made, with an older one too old',
      [run(0.1, { state: 'running' }), run(30)],
      'missing',
      'rpo_exceeded',
    ],
    [
      'being made, and the first ever',
      [run(0.1, { state: 'running' })],
      'missing',
      'none_complete',
    ],
    [
      'failed, with an older one in time',
      [run(1, { state: 'failed' }), run(20)],
      'failed',
      'run_failed',
    ],
    ['failed, and the only one', [run(1, { state: 'failed' })], 'failed', 'run_failed'],
    ['failed before a complete one', [run(1), run(3, { state: 'failed' })], 'fresh', null],
    [
      'failed without a time, with one in time',
      [run(null, { state: 'failed' }), run(20)],
      'fresh',
      null,
    ],
    [
      'of 0 bytes, with an older one in time',
      [run(1, { sizeBytes: 0 }), run(20)],
      'failed',
      'run_empty',
    ],
    ['of 0 bytes, and the only one', [run(1, { sizeBytes: 0 })], 'failed', 'run_empty'],
    ['of a size the source does not tell', [run(1, { sizeBytes: null })], 'fresh', null],
    ['dated in the future, and the only one', [run(-5)], 'unknown', 'nothing_countable'],
    [
      'dated in the future, with an older one too old',
      [run(-5), run(40)],
      'missing',
      'rpo_exceeded',
    ],
    ['without a date', [run(null)], 'unknown', 'nothing_countable'],
    [
      'a copy made now of data too old',
      [run(40, { isCopy: true, startedAt: ago(1) })],
      'missing',
      'rpo_exceeded',
    ],
    ['a copy of data in time', [run(3, { isCopy: true })], 'fresh', null],
    ['gone', [run(1, { state: 'gone' }), run(40)], 'missing', 'rpo_exceeded'],
    ['gone, and the only one', [run(1, { state: 'gone' })], 'unknown', 'source_empty'],
    ['listed by nobody', [], 'unknown', 'source_empty'],
    ['late by its rhythm and its grace', [run(25.5)], 'late', 'overdue'],
    ['older than may be lost', [run(27)], 'missing', 'rpo_exceeded'],
  ] as const)('%s: %#', (_, runs, state, reason) => {
    expect(judge(runs)).toMatchObject({ state, reason })
  })

  it('is told by the time of its data, whatever was last written', () => {
    const copied = run(40, { isCopy: true, startedAt: ago(0.5) })
    expect(judge([copied, run(2)]).newestAt).toEqual(ago(2))
  })

  it('may come from a clock a minute ahead', () => {
    expect(judge([run(-1 / 60)]).state).toBe('fresh')
  })

  it('that is running is waited for as long as the grace lasts', () => {
    const running = (hours: number) => run(null, { state: 'running', startedAt: ago(hours) })
    const rule = { rpoSeconds: 50 * 3_600 }
    expect(judge([running(0.5), run(26)], { rule })).toMatchObject({ state: 'fresh' })
    expect(judge([running(1.5), run(26)], { rule })).toMatchObject({
      state: 'late',
      reason: 'unfinished',
    })
  })
})

it('an answer that names nothing is unknown, whatever was known before', () => {
  const judged = judge([run(2)], { asking: { ...asked, isEmpty: true } })
  expect(judged).toMatchObject({ state: 'unknown', reason: 'source_empty', newestAt: ago(2) })
})

describe('point-in-time recovery', () => {
  const window = (hoursAgo: number | null) => ({
    asking: {
      ...asked,
      restorable: { from: ago(100), to: hoursAgo === null ? null : ago(hoursAgo) },
    },
  })

  it('counts like a backup made at the end of its window', () => {
    expect(judge([], window(0.1))).toMatchObject({ state: 'fresh', newestAt: ago(0.1) })
    expect(judge([run(40)], window(0.1))).toMatchObject({ state: 'fresh' })
    expect(judge([run(2)], window(40))).toMatchObject({ state: 'fresh', newestAt: ago(2) })
  })

  it('says nothing without an end, or with one in the future', () => {
    expect(judge([], window(null))).toMatchObject({ state: 'unknown', reason: 'source_empty' })
    expect(judge([], window(-5))).toMatchObject({ state: 'unknown', reason: 'source_empty' })
  })

  it('whose window stopped moving is missing, though snapshots failed too', () => {
    expect(judge([run(1, { state: 'failed' })], window(30))).toMatchObject({ state: 'missing' })
  })
})

describe('a source', () => {
  const failing = (failure: string | null, hoursAgo: number | null) => ({
    asking: { ...asked, failure, observedAt: hoursAgo === null ? null : ago(hoursAgo) },
  })

  it.each([
    ['never asked', null, null, 'not_asked_yet'],
    ['that refuses now', 'denied', 0.2, 'source_failed'],
    ['whose answer is odd now', 'invalid_answer', 0.2, 'source_failed'],
    ['out of reach for longer than its answer stands', 'unreachable', 2, 'source_failed'],
    ['not asked for longer than its answer stands', null, 2, 'source_silent'],
    ['that never could be asked', 'not_configured', null, 'source_failed'],
  ] as const)(
    '%s makes the policy unknown and keeps what was known',
    (_, failure, hours, reason) => {
      const judged = judge([run(20)], failing(failure, hours))
      expect(judged).toMatchObject({ state: 'unknown', reason, newestAt: ago(20) })
    },
  )

  it('throttled for a moment leaves its answer standing', () => {
    expect(judge([run(20)], failing('throttled', 0.2)).state).toBe('fresh')
  })

  it('names since when it has not answered', () => {
    expect(judge([run(20)], failing('denied', 3)).params).toEqual({
      failure: 'denied',
      observedAt: ago(3).toISOString(),
    })
  })
})

describe('a policy that reports itself', () => {
  const heartbeat = { asking: null }

  it('is unknown until its first backup is due, and missing from then on', () => {
    const young = { ...heartbeat, rule: { createdAt: ago(24.5) } }
    const old = { ...heartbeat, rule: { createdAt: ago(25.5) } }
    expect(judge([], young)).toMatchObject({ state: 'unknown', reason: 'never_reported' })
    expect(judge([], old)).toMatchObject({ state: 'missing', reason: 'never_reported' })
  })

  it('is not blamed for what it could not report while the portal was away', () => {
    const away = [{ from: ago(5), to: ago(2) }]
    expect(judge([run(26)], { ...heartbeat, outages: away }).state).toBe('fresh')
    expect(judge([run(30)], { ...heartbeat, outages: away }).state).toBe('missing')
    expect(judge([run(26)], heartbeat).state).toBe('late')
  })
})

describe('a schedule', () => {
  const at = (iso: string) => new Date(iso)
  const nightly = {
    ...daily,
    rpoSeconds: 72 * 3_600,
    rhythm: { kind: 'cron', schedule: '30 2 * * *', timeZone: 'Europe/Berlin' },
  } as const

  function judgeAt(nowIso: string, madeIso: string) {
    const moment = at(nowIso)
    const runs = [{ ...run(null), madeAt: at(madeIso) }]
    const asking = { ...asked, observedAt: moment }
    return evaluatePolicy({ runs, asking, outages: [] }, nightly, moment).state
  }

  it.each([
    ['is due in its own time zone', '2026-11-21T02:29:00Z', '2026-11-20T01:30:00Z', 'fresh'],
    ['is late when its grace is over', '2026-11-21T02:31:00Z', '2026-11-20T01:30:00Z', 'late'],
    [
      'is kept by a clock half a minute early',
      '2026-11-21T03:00:00Z',
      '2026-11-21T01:29:30Z',
      'fresh',
    ],
    // 29 March 2026: 02:30 does not exist, and is due when the clock jumps to 03:00 (01:00 UTC), as cron itself does it.
    [
      'moves with the start of summer time',
      '2026-03-29T01:59:00Z',
      '2026-03-28T01:30:00Z',
      'fresh',
    ],
    [
      'is late after the start of summer time',
      '2026-03-29T02:31:00Z',
      '2026-03-28T01:30:00Z',
      'late',
    ],
    [
      'is met in the night summer time starts',
      '2026-03-29T12:00:00Z',
      '2026-03-29T01:30:20Z',
      'fresh',
    ],
    // 25 October 2026: 02:30 comes twice, 00:30 and 01:30 UTC; the first is due.
    ['moves with the end of summer time', '2026-10-25T01:29:00Z', '2026-10-24T00:30:00Z', 'fresh'],
    [
      'is not due twice when an hour comes twice',
      '2026-10-25T12:00:00Z',
      '2026-10-25T00:30:10Z',
      'fresh',
    ],
    ['is in order the day after', '2026-10-26T02:29:00Z', '2026-10-25T00:30:10Z', 'fresh'],
  ] as const)('%s', (_, nowIso, madeIso, state) => {
    expect(judgeAt(nowIso, madeIso)).toBe(state)
  })
})

describe('a warning', () => {
  const sizes = (...bytes: number[]) =>
    bytes.map((sizeBytes, index) => run(1 + index * 24, { sizeBytes }))

  it.each([
    [
      'a newest one of less than half of the usual size',
      [400, 1_000, 900, 1_100, 1_000, 1_000],
      true,
    ],
    ['half of the usual size', [500, 1_000, 1_000, 1_000], false],
    ['one outlier among those before', [900, 1_000, 1, 1_000, 1_000], false],
    ['too few to compare with', [1, 1_000, 1_000], false],
    ['growth', [9_000, 1_000, 1_000, 1_000], false],
  ] as const)('names %s: %#', (_, bytes, isNamed) => {
    const { state, warnings } = judge(sizes(...bytes))
    expect(state).toBe('fresh')
    expect(warnings.some(({ reason }) => reason === 'size_dropped')).toBe(isNamed)
  })

  it('does not compare a copy with originals', () => {
    const runs = [run(1, { sizeBytes: 10, isCopy: true }), ...sizes(1_000, 1_000, 1_000, 1_000)]
    expect(judge(runs).warnings).toEqual([])
  })

  it('names a backup that is gone before its time', () => {
    const rule = { retentionSeconds: 7 * 86_400 }
    expect(judge([run(1), run(48, { state: 'gone' })], { rule }).warnings).toEqual([
      {
        reason: 'retention_violated',
        params: { at: ago(48).toISOString(), retentionSeconds: 604_800 },
      },
    ])
    expect(judge([run(1), run(24 * 8, { state: 'gone' })], { rule }).warnings).toEqual([])
  })

  it('names a region that is not the one asked for, unless a copy lies there', () => {
    const rule = { region: 'eu-central-1' }
    const wrong = run(2, { region: 'us-east-1' })
    expect(judge([wrong], { rule }).warnings).toEqual([
      { reason: 'wrong_region', params: { region: 'us-east-1', expected: 'eu-central-1' } },
    ])
    const copy = run(2, { region: 'eu-central-1', isCopy: true })
    expect(judge([wrong, copy], { rule }).warnings).toEqual([])
    expect(judge([run(2)], { rule }).warnings).toEqual([])
  })

  it('names a backup dated in the future', () => {
    expect(judge([run(-5), run(1)]).warnings).toEqual([
      { reason: 'future_dated', params: { at: ago(-5).toISOString() } },
    ])
  })
})

describe('whatever a source lists', () => {
  const someRun: fc.Arbitrary<RunFact> = fc.record({
    state: fc.constantFrom(...runStates),
    madeAt: fc.option(fc.integer({ min: -200, max: 200 }).map(ago)),
    startedAt: fc.option(fc.integer({ min: -200, max: 200 }).map(ago)),
    sizeBytes: fc.option(fc.integer({ min: 0, max: 5_000 })),
    region: fc.constantFrom(null, 'eu', 'us'),
    isCopy: fc.boolean(),
    detail: fc.constant(null),
  })
  const isGood = ({ state, madeAt, sizeBytes }: RunFact) =>
    state === 'complete' && sizeBytes !== 0 && madeAt !== null && madeAt <= now

  it('fresh means that a complete backup with content is no older than may be lost', () => {
    fc.assert(
      fc.property(fc.array(someRun, { maxLength: 8 }), (runs) => {
        const { state, newestAt } = judge(runs)
        const newest = Math.max(...runs.filter(isGood).map(({ madeAt }) => Number(madeAt)))
        expect(newestAt?.getTime() ?? -Infinity).toBe(newest)
        if (state === 'fresh') expect(now.getTime() - newest).toBeLessThanOrEqual(26 * hour)
      }),
      { numRuns: 2_000 },
    )
  })

  it('the order of the list does not matter', () => {
    fc.assert(
      fc.property(fc.array(someRun, { maxLength: 8 }), (runs) => {
        const { state, newestAt } = judge(runs)
        const reversed = judge(runs.toReversed())
        expect([reversed.state, reversed.newestAt]).toEqual([state, newestAt])
      }),
    )
  })

  it('runs that do not count never make a policy better', () => {
    const rank = ['missing', 'failed', 'late', 'unknown', 'fresh']
    fc.assert(
      fc.property(fc.array(someRun), fc.array(someRun), (runs, more) => {
        const useless = more.filter((extra) => !isGood(extra) && extra.state !== 'running')
        const before = judge(runs)
        const after = judge([...runs, ...useless])
        if (after.state === 'fresh') expect(before.state).toBe('fresh')
        expect(rank).toContain(after.state)
      }),
    )
  })

  it('time alone never makes a policy fresh again', () => {
    fc.assert(
      fc.property(fc.array(someRun, { maxLength: 6 }), fc.nat(200), (runs, hours) => {
        const past = runs.filter(({ madeAt, startedAt }) =>
          [madeAt, startedAt].every((at) => !at || at <= now),
        )
        const later = new Date(now.getTime() + hours * hour)
        const judgeAt = (moment: Date) =>
          evaluatePolicy(
            { runs: past, asking: { ...asked, observedAt: moment }, outages: [] },
            daily,
            moment,
          ).state
        if (judgeAt(later) === 'fresh') expect(judgeAt(now)).toBe('fresh')
      }),
    )
  })
})
