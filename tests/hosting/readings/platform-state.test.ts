import { describe, expect, test } from 'vitest'
import { toPlatformClaims } from '#lib/hosting/platform-claims.ts'
import { type StoredReading, toPlatformState } from '#lib/hosting/readings/platform-state.ts'
import { platformStateSchema } from '#lib/hosting/schemas.ts'
import { toRelease } from './hosted-stage.ts'

const now = new Date('2026-11-21T12:00:00.000Z')
const nowMs = now.getTime()
const ago = (seconds: number) => new Date(nowMs - seconds * 1_000)
const a = 'a'.repeat(40)
const b = 'b'.repeat(40)

function toReading(
  components: Parameters<typeof toRelease>[0],
  {
    source = 'platform',
    ageSeconds = 10,
    failure = null as object | null,
    pin = null as object | null,
  } = {},
): StoredReading {
  const observedAt = ago(ageSeconds)
  const value = JSON.parse(JSON.stringify({ ...toRelease(components, { observedAt }), pin }))
  return {
    ...{ source, kind: 'single-host', fact: 'release', value, failure, ttlSeconds: 300 },
    observedAt: observedAt.toISOString(),
  }
}

const denied = {
  ...{ failure: 'denied', message: 'No.', permission: 'app:read', identity: null },
  ...{ retryAfterSeconds: null, since: ago(60).toISOString() },
}

const together = { deployedTogether: true, nowMs }

describe('what a stage shows of its platform', () => {
  test('is nothing while nobody is asked', () => {
    expect(toPlatformState([], together)).toBeNull()
  })

  test('is each component with its source and age, and has the shape that is stored', () => {
    const state = toPlatformState([toReading([{ commitSha: a }])], together)
    expect(state?.components).toMatchObject([
      { component: 'web', source: 'platform', observedAt: ago(10).toISOString(), ttlSeconds: 300 },
    ])
    expect(platformStateSchema.parse(state)).toEqual(state)
  })

  test('names the pin with the source that has it', () => {
    const pin = { releaseId: 'r1', since: null }
    const state = toPlatformState([toReading([{}], { pin })], together)
    expect(state?.summary.pinned).toBe(true)
    expect(state?.pin).toEqual({ ...pin, source: 'platform' })
  })

  test('says since when it is unknown, and keeps what was last known', () => {
    const state = toPlatformState([toReading([{ commitSha: a }], { failure: denied })], together)
    expect(state?.summary.unknownSince).toBe(denied.since)
    expect(state?.components[0]?.commitSha).toBe(a)
    expect(state?.sources).toMatchObject([
      { source: 'platform', failure: 'denied', failureMessage: 'No.', permission: 'app:read' },
    ])
  })

  test('stays known through a passing failure until its answer is too old', () => {
    const failure = { ...denied, failure: 'timed_out' }
    const young = toPlatformState([toReading([{}], { failure })], together)
    const old = toPlatformState([toReading([{}], { failure, ageSeconds: 400 })], together)
    expect(young?.summary.unknownSince).toBeNull()
    expect(old?.summary.unknownSince).toBe(ago(100).toISOString())
  })

  test('does not count what a platform never offered as a failure', () => {
    const retention = { ...toReading([]), fact: 'log-retention', value: null }
    const failure = { ...denied, failure: 'unsupported' }
    const state = toPlatformState([toReading([{}]), { ...retention, failure }], together)
    expect(state?.sources).toMatchObject([{ fact: 'release', failure: null }])
  })
})

describe('skew', () => {
  const web = { component: 'web', commitSha: a }
  const worker = { component: 'worker', commitSha: b }
  const skewOf = (readings: readonly StoredReading[], deployedTogether = true) =>
    toPlatformState(readings, { deployedTogether, nowMs })?.skew.map(({ component }) => component)

  test('is components on different commits', () => {
    expect(skewOf([toReading([web, worker])])).toEqual(['web', 'worker'])
  })

  test.each([
    ['the same commit', [web, { ...worker, commitSha: a.slice(0, 8) }]],
    ['a commit that is not known', [web, { ...worker, commitSha: null }]],
    ['a component in motion', [web, { ...worker, state: 'deploying' as const }]],
    ['a component that came up a moment ago', [web, { ...worker, since: ago(60) }]],
  ])('is not %s', (_, components) => {
    expect(skewOf([toReading(components)])).toEqual([])
  })

  test('counts between two platforms only where one workflow deploys both', () => {
    const readings = [toReading([web]), toReading([worker], { source: 'vercel' })]
    expect(skewOf(readings, true)).toEqual(['web', 'worker'])
    expect(skewOf(readings, false)).toEqual([])
  })
})

describe('what counts as the platform’s word', () => {
  const claimsOf = (reading: StoredReading, since: Date | null = null) =>
    toPlatformClaims(toPlatformState([reading], together), { since, nowMs })

  test('is a fresh answer', () => {
    expect(claimsOf(toReading([{ commitSha: a }])).platform).toEqual([
      { version: null, commitSha: a },
    ])
  })

  test.each([
    ['an old answer', toReading([{ commitSha: a }], { ageSeconds: 400 }), null],
    ['a refused one', toReading([{ commitSha: a }], { failure: denied }), null],
    ['one from before the record', toReading([{ commitSha: a }]), ago(5)],
    ['a component in motion', toReading([{ commitSha: a, state: 'deploying' }]), null],
    ['a component without a release', toReading([{}]), null],
  ] as const)('is not %s', (_, reading, since) => {
    expect(claimsOf(reading, since).platform).toEqual([])
  })

  test('is nothing when what is stored cannot be read', () => {
    expect(toPlatformClaims({ odd: true }, { since: null, nowMs })).toEqual({
      platform: [],
      isSkewed: false,
    })
  })
})
