import { describe, expect, it } from 'vitest'
import { judgeVerification, type MeasuredProbe, toExpectation } from '#lib/deployments/verdict.ts'

const verifyingAt = new Date('2026-11-21T10:00:00Z')
const at = (seconds: number) => new Date(verifyingAt.getTime() + seconds * 1_000)
const expectation = toExpectation({
  version: 'v2',
  commitSha: 'a'.repeat(40),
  verifyingAt,
  verifyDeadline: at(120),
})

function probe(change: Partial<MeasuredProbe> = {}): MeasuredProbe {
  return {
    slug: 'web-health',
    component: 'web',
    kind: 'http',
    readsVersion: true,
    isPaused: false,
    health: 'healthy',
    healthReason: null,
    observedAt: at(15),
    version: 'v2',
    commitSha: 'a'.repeat(40),
    versionObservedAt: at(15),
    silenceMs: null,
    ...change,
  }
}

const judge = (probes: readonly MeasuredProbe[], seconds: number) =>
  judgeVerification(expectation, probes, at(seconds))

describe('judgeVerification', () => {
  it('agrees when health and version were measured after the release had time to fall over', () => {
    expect(judge([probe()], 16)).toEqual({ kind: 'agreed' })
  })

  it('does not believe a good answer of the first moments', () => {
    expect(judge([probe({ observedAt: at(3) })], 4)).toEqual({ kind: 'pending' })
  })

  it('does not count what was measured before the run ended', () => {
    expect(judge([probe({ observedAt: at(-1) })], 30)).toEqual({ kind: 'pending' })
  })

  it('waits for a heartbeat that should have come by now, and fails when it did not', () => {
    const worker = probe({
      component: 'worker',
      kind: 'heartbeat',
      readsVersion: false,
      silenceMs: 30_000,
      observedAt: at(-5),
    })
    expect(judge([probe(), worker], 60)).toEqual({ kind: 'pending' })
    const missed = judge([probe(), { ...worker, health: 'down' }], 121)
    expect(missed).toMatchObject({ kind: 'disagreed', reason: 'unhealthy' })
  })

  it('does not wait for a heartbeat that comes once a day', () => {
    const nightly = probe({ kind: 'heartbeat', readsVersion: false, observedAt: at(-3_600) })
    expect(judge([probe(), nightly], 16)).toEqual({ kind: 'agreed' })
  })

  it.each([
    ['another version', { commitSha: 'b'.repeat(40) }, 'version_mismatch'],
    ['no version', { commitSha: null, version: null }, 'version_unknown'],
    ['a component that is down', { health: 'down' }, 'unhealthy'],
    ['no measurement', { observedAt: null }, 'health_unknown'],
  ])('fails at the deadline for %s and says which', (_name, change, reason) => {
    expect(judge([probe(change)], 60)).toEqual({ kind: 'pending' })
    expect(judge([probe(change)], 121)).toMatchObject({ kind: 'disagreed', reason })
  })

  it('accepts a short commit and refuses one too short to mean anything', () => {
    expect(judge([probe({ commitSha: 'aaaaaaa' })], 16)).toEqual({ kind: 'agreed' })
    expect(judge([probe({ commitSha: 'aaa' })], 16)).toEqual({ kind: 'pending' })
  })

  it('leaves a paused probe out', () => {
    const paused = probe({ slug: 'other', isPaused: true, health: 'down' })
    expect(judge([probe(), paused], 16)).toEqual({ kind: 'agreed' })
  })
})
