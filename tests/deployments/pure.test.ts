import { describe, expect, it } from 'vitest'
import { buildInputs } from '#lib/deployments/build-inputs.ts'
import { classifyDispatch } from '#lib/deployments/classify-dispatch.ts'
import { explainState } from '#lib/deployments/explain-state.ts'
import { findStuck } from '#lib/deployments/find-stuck.ts'
import { mapRun, mapStep } from '#lib/deployments/map-run.ts'
import { matchRun } from '#lib/deployments/match-run.ts'
import { toPollDelayMs } from '#lib/deployments/steps/poll-delay.ts'
import { findStage } from '#lib/deployments/store/record-external-run.ts'
import { stateReasons } from '#lib/deployments/vocabulary.ts'
import type { GitHubFailure, Run } from '#lib/github/index.ts'

const now = new Date('2026-11-21T12:00:00Z')

describe('what an answer to a start proves', () => {
  const failed = (failure: GitHubFailure) => classifyDispatch({ ok: false, failure }, now)

  it.each([['server_error', 'timed_out', 'connection_lost', 'answer_malformed']])(
    'keeps the lock for %s and every other doubt',
    (...causes) => {
      for (const cause of causes as readonly ('server_error' | 'timed_out')[]) {
        const outcome = failed({ kind: 'unknown_outcome', cause, status: 502, message: 'oops' })
        expect(outcome).toMatchObject({ kind: 'uncertain', reason: cause })
      }
    },
  )

  it('is certain about refusals and never about redirects', () => {
    const rejected = { status: 422, message: 'no', neededPermissions: null }
    expect(failed({ kind: 'rejected', ...rejected })).toMatchObject({ kind: 'rejected' })
    const moved = { repository: 'acme/new', repositoryId: null, message: 'moved' }
    expect(failed({ kind: 'moved', ...moved })).toMatchObject({
      kind: 'uncertain',
      reason: 'repository_moved',
    })
    expect(failed({ kind: 'redirected', location: 'https://x', message: '' }).kind).toBe(
      'uncertain',
    )
  })

  it('waits for what GitHub did not take', () => {
    const retryAt = new Date(now.getTime() + 60_000)
    expect(failed({ kind: 'not_accepted', retryAt, message: 'slow down' })).toMatchObject({
      kind: 'postponed',
      retryAt,
    })
    expect(failed({ kind: 'unreachable', message: 'refused' })).toMatchObject({
      kind: 'postponed',
      reason: 'github_unreachable',
    })
  })

  it('has started only with an id', () => {
    const started = { ok: true, value: { runId: '7', runUrl: null } } as const
    expect(classifyDispatch(started, now)).toMatchObject({ kind: 'started', runId: '7' })
    const silent = { ok: true, value: { runId: null, runUrl: null } } as const
    expect(classifyDispatch(silent, now)).toMatchObject({ reason: 'accepted_without_id' })
  })
})

describe('GitHub’s words', () => {
  it.each([null, 'SUCCESS', 'succeeded', '', '__proto__', 'constructor', 'green'])(
    'never make a success of the unknown conclusion %s',
    (conclusion) => {
      expect(mapRun({ status: 'completed', conclusion })).toEqual({
        state: 'failed',
        reason: 'conclusion_unknown',
      })
    },
  )

  it('never end a deployment by an unknown status', () => {
    expect(mapRun({ status: 'brand_new', conclusion: 'success' })).toEqual({
      state: 'running',
      reason: null,
    })
  })

  it('call what an ended run never came to "not reached"', () => {
    expect(mapStep({ status: 'queued', conclusion: null }, true)).toBe('not_reached')
    expect(mapStep({ status: 'queued', conclusion: null }, false)).toBe('queued')
    expect(mapStep({ status: 'completed', conclusion: 'odd' }, true)).toBe('unknown')
  })
})

describe('finding a run again', () => {
  const run = (id: string, title: string, seconds: number): Run => ({
    id,
    attempt: 1,
    status: 'queued',
    conclusion: null,
    headSha: 'a'.repeat(40),
    headBranch: 'main',
    title,
    event: 'workflow_dispatch',
    workflowPath: null,
    actor: null,
    url: null,
    createdAt: new Date(now.getTime() + seconds * 1_000),
    updatedAt: now,
    startedAt: null,
  })
  const wanted = '0c6b0c7e-4f7a-4f8e-9d55-000000000001'

  it('takes the one with the id and never simply the newest', () => {
    const runs = [run('3', 'Deploy', 30), run('2', `Deploy [${wanted.toUpperCase()}]`, 20)]
    expect(matchRun(runs, wanted)?.id).toBe('2')
    expect(matchRun([run('3', 'Deploy', 30)], wanted)).toBeNull()
  })

  it('takes the first of two with the same id', () => {
    const runs = [run('9', `again ${wanted}`, 90), run('1', `first ${wanted}`, 10)]
    expect(matchRun(runs, wanted)?.id).toBe('1')
  })

  it('gives an external run to the stage it names, or to none', () => {
    const stage = (slug: string) => ({
      id: slug,
      slug,
      name: slug,
      systemId: 's',
      systemSlug: 's',
      workflow: 'deploy.yml',
      knownSince: now,
    })
    const stages = [stage('staging'), stage('production')]
    expect(findStage(stages, 'Deploy abc to production [x]')?.slug).toBe('production')
    expect(findStage(stages, 'Deploy from staging to production')).toBeNull()
    expect(findStage(stages, 'Deploy')).toBeNull()
    expect(findStage([stage('only')], 'Deploy')?.slug).toBe('only')
  })
})

describe('being stuck', () => {
  const progress = {
    state: 'running',
    stateSince: now,
    verifyDeadline: null,
    notBefore: null,
    slowDurationSeconds: null,
    searchSeconds: 600,
  } as const
  const hoursAfter = (hours: number) => new Date(now.getTime() + hours * 3_600_000)

  it('is not said of an approval that takes two days', () => {
    expect(findStuck({ ...progress, state: 'waiting' }, hoursAfter(48))).toBeNull()
    expect(findStuck({ ...progress, state: 'waiting' }, hoursAfter(31 * 24))?.kind).toBe('waiting')
  })

  it('is measured by how long the slow ones take', () => {
    expect(findStuck(progress, hoursAfter(5))).toBeNull()
    expect(
      findStuck({ ...progress, slowDurationSeconds: 600 }, hoursAfter(0.6))?.thresholdSeconds,
    ).toBe(1_800)
  })

  it('counts from when GitHub said to come back', () => {
    const queued = { ...progress, state: 'queued', notBefore: hoursAfter(1) } as const
    expect(findStuck(queued, hoursAfter(1.2))).toBeNull()
    expect(findStuck(queued, hoursAfter(1.6))?.kind).toBe('queued')
  })

  it('is never said of an end', () => {
    expect(findStuck({ ...progress, state: 'failed' }, hoursAfter(10_000))).toBeNull()
  })
})

describe('asking GitHub', () => {
  it('slows down from every 15 to every 60 seconds, and not in step with others', () => {
    expect(toPollDelayMs(15, 0, 0.5)).toBe(15_000)
    expect(toPollDelayMs(15, 3_600_000, 0.5)).toBe(60_000)
    expect(toPollDelayMs(15, 0, 0)).toBe(13_500)
    expect(toPollDelayMs(15, 0, 1)).toBe(16_500)
  })
})

describe('inputs', () => {
  const declared = Array.from({ length: 30 }, (_, index) => ({
    name: `input${index}`,
    type: 'string' as const,
    description: null,
    required: index === 0,
    default: null,
    options: [],
  }))

  it('are refused above 25, naming the number', () => {
    const given = Object.fromEntries(declared.map(({ name }) => [name, 'x']))
    expect(buildInputs({ workflowFile: 'deploy.yml', declared, fixed: {}, given })).toEqual({
      ok: false,
      fields: [
        { path: 'inputs', message: 'GitHub takes at most 25 inputs; deploy.yml would get 30' },
      ],
    })
  })

  it('name a required one that is missing', () => {
    expect(buildInputs({ workflowFile: 'd.yml', declared, fixed: {}, given: {} })).toMatchObject({
      fields: [{ path: 'inputs.input0', message: 'is required by the workflow' }],
    })
  })
})

describe('sentences', () => {
  it.each(stateReasons)('explain %s without holes, even with nothing to tell', (reason) => {
    const { sentence } = explainState(reason, {})
    expect(sentence).toMatch(/^["A-Z].*[.!)]$/)
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\s{2}/)
  })
})
