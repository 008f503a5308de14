import { describe, expect, it } from 'vitest'
import {
  type Matchable,
  matchRunbook,
  type Situation,
  sortRunbooks,
} from '#lib/runbooks/match-runbooks.ts'

const calm: Situation = { failing: [], lastDeployment: { state: 'succeeded', failedStep: null } }
const down = (slug: string, name = slug): Situation => ({
  ...calm,
  failing: [{ slug, name, health: 'down' }],
})
const degraded: Situation = { ...calm, failing: [{ slug: 'api', name: 'API', health: 'degraded' }] }
const failed = (failedStep: string | null): Situation => ({
  ...calm,
  lastDeployment: { state: 'failed', failedStep },
})

const runbook = (symptom: Matchable['symptom'], component: string | null = null) => ({
  symptom,
  component,
})

describe('a runbook', () => {
  it.each<[string, Matchable, Situation, string | null]>([
    ['is quiet while all is well', runbook('not-starting', 'api'), calm, null],
    [
      'helps when its component is down',
      runbook('not-starting', 'api'),
      down('api'),
      'component_down',
    ],
    [
      'knows its component by its name',
      runbook('not-starting', 'API-Container'),
      down('x', 'API Container'),
      'component_down',
    ],
    ['is quiet when another is down', runbook('not-starting', 'worker'), down('api'), null],
    [
      'for any component helps whichever is down',
      runbook('not-starting'),
      down('worker'),
      'component_down',
    ],
    [
      'for what does not start is quiet when something is slow',
      runbook('not-starting', 'api'),
      degraded,
      null,
    ],
    [
      'for anything else helps when something is slow',
      runbook('other'),
      degraded,
      'component_unwell',
    ],
    [
      'for anything else is quiet about other components',
      runbook('other', 'worker'),
      degraded,
      null,
    ],
    [
      'for migrations helps after one failed',
      runbook('migration'),
      failed('Run migrations'),
      'deployment_failed',
    ],
    [
      'for migrations is quiet after another step failed',
      runbook('migration'),
      failed('Build'),
      null,
    ],
    [
      'for deploying helps after another step failed',
      runbook('deploy'),
      failed('Build'),
      'deployment_failed',
    ],
    [
      'for deploying is quiet after a migration failed',
      runbook('deploy'),
      failed('DB migrate'),
      null,
    ],
    [
      'for deploying helps after nobody knows what failed',
      runbook('deploy'),
      failed(null),
      'deployment_failed',
    ],
    [
      'for migrations helps after nobody knows what failed',
      runbook('migration'),
      failed(null),
      'deployment_failed',
    ],
    [
      'is quiet where nothing was deployed',
      runbook('deploy'),
      { failing: [], lastDeployment: null },
      null,
    ],
  ])('%s', (_, about, situation, expected) => {
    expect(matchRunbook(about, situation)?.reason ?? null).toBe(expected)
  })

  it('stands before others that help less', () => {
    const named = (
      title: string,
      part: Matchable,
      reason: 'component_down' | 'component_unwell' | null,
    ) => ({
      ...part,
      title,
      because: reason && { reason, component: null },
    })
    const sorted = sortRunbooks([
      named('quiet', runbook('deploy'), null),
      named('any', runbook('not-starting'), 'component_down'),
      named('unwell', runbook('other'), 'component_unwell'),
      named('api', runbook('not-starting', 'api'), 'component_down'),
    ])
    expect(sorted.map(({ title }) => title)).toEqual(['api', 'any', 'unwell', 'quiet'])
  })
})
