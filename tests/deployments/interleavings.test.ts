import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isActive } from '#lib/deployments/state.ts'
import { createModel, type Model } from './support/model.ts'

/** What we do, the frequent things more often: a trace that never gets anywhere shows nothing. */
const act = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('click', 'claim', 'poll', 'search') },
  { weight: 2, arbitrary: fc.constantFrom('stale poll', 'time passes', 'verified', 'rerun') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'crash',
      'lease ends',
      'search fails',
      'cancel',
      'disagreed',
      'detach',
    ),
  },
)

const answer = fc.record({
  dispatch: fc.oneof(
    { weight: 2, arbitrary: fc.constant('ok' as const) },
    { weight: 3, arbitrary: fc.constantFrom('no id', '502 taken', '502', 'reset', '429', '422') },
  ),
})

const news = fc.record({
  github: fc.constantFrom(
    'queued',
    'in_progress',
    'waiting',
    'success',
    'failure',
    'cancelled',
    'odd',
  ),
})

/** Everything that can happen, in any order: to us, to GitHub and to the wire between. */
const event = fc.oneof(
  { weight: 4, arbitrary: act },
  { weight: 1, arbitrary: answer },
  { weight: 1, arbitrary: news },
)

describe('any order of clicks, crashes, answers and news', () => {
  it('starts no intent twice, keeps one active per stage, and ends for good (10,000 traces)', () => {
    fc.assert(
      fc.property(fc.array(event, { minLength: 10, maxLength: 80, size: 'max' }), (events) => {
        const model = createModel()
        for (const item of events) step(model, item)
        assertHolds(model)
      }),
      { numRuns: 10_000 },
    )
  })
})

type Event = typeof event extends fc.Arbitrary<infer T> ? T : never

function step(model: Model, item: Event): void {
  const before = model.deployments.map((deployment) => ({ ...deployment }))
  if (typeof item === 'string') model.act(item)
  else if ('dispatch' in item) model.dispatch(item.dispatch)
  else model.advance(item.github)
  for (const [index, old] of before.entries()) {
    const now = model.deployments[index]
    if (now) expectForward(old, now)
    if (!now || isActive(old.state) || old.state === now.state) continue
    // I5: only a new attempt leads out of an end.
    expect(now.runAttempt ?? 0).toBeGreaterThan(old.runAttempt ?? 0)
  }
  // I2, after every step.
  expect(model.deployments.filter(({ state }) => isActive(state)).length).toBeLessThanOrEqual(1)
}

/** News goes one way: no older attempt, and within one no older moment, however answers overtake each other. */
function expectForward(old: Model['deployments'][number], now: Model['deployments'][number]): void {
  expect(now.runAttempt ?? 0).toBeGreaterThanOrEqual(old.runAttempt ?? 0)
  if (now.runAttempt !== old.runAttempt || !old.runUpdatedAt) return
  expect(now.runUpdatedAt?.getTime()).toBeGreaterThanOrEqual(old.runUpdatedAt.getTime())
}

function assertHolds(model: Model): void {
  for (const deployment of model.deployments) {
    const runs = model.runs.filter(({ intent }) => intent === deployment.id)
    // I1: what GitHub started, not what we believe.
    expect(runs.length).toBeLessThanOrEqual(1)
    // I4: success only where that attempt ended so.
    if (deployment.state === 'succeeded') {
      expect(runs[0]?.history[(deployment.runAttempt ?? 0) - 1]).toBe('success')
    }
    // What was declared as never started must not have been running all along.
    if (deployment.state === 'not_started' || deployment.isRejected) expect(runs).toEqual([])
  }
}
