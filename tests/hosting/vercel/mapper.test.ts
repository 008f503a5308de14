import { describe, expect, test } from 'vitest'
import { deploymentAnswer, projectAnswer } from '#lib/hosting/vercel/answers.ts'
import {
  findCommit,
  getProductionId,
  toFacts,
  toOperationState,
  toRunningRelease,
  toSettings,
  toTargets,
} from '#lib/hosting/vercel/mapper.ts'

const requestedAt = new Date('2026-11-21T10:00:00Z')
const request = (over: object = {}) => ({
  ...{ fromDeploymentId: 'dpl_2', toDeploymentId: 'dpl_1', type: 'rollback' },
  ...{ jobStatus: 'succeeded', requestedAt: requestedAt.getTime() + 1_000, ...over },
})
const project = (lastAliasRequest: object | null = null, production = 'dpl_1') =>
  projectAnswer.parse({
    ...{ id: 'prj_1', name: 'shop', targets: { production: { id: production } } },
    lastAliasRequest,
  })
const current = (over: object = {}) =>
  deploymentAnswer.parse({
    ...{ id: 'dpl_1', readyState: 'READY', readySubstate: 'PROMOTED', createdAt: 1, ...over },
  })
const options = { components: ['frontend'], observedAt: new Date() }
const stateOf = (over: object, alias: object | null = null) =>
  toRunningRelease({ project: project(alias), current: current(over), coming: null }, options)
    .components[0]?.state

describe('what runs on Vercel', () => {
  test.each([
    [{}, 'running'],
    [{ readySubstate: 'ROLLING' }, 'deploying'],
    [{ readySubstate: 'STAGED' }, 'unknown'],
    [{ readySubstate: null }, 'unknown'],
    [{ readyState: 'ERROR' }, 'unknown'],
    [{ readyState: 'A_NEW_WORD' }, 'unknown'],
    [{ aliasError: { code: 'x', message: 'no certificate' } }, 'degraded'],
  ])('with %j is %s', (over, state) => {
    expect(stateOf(over)).toBe(state)
  })

  test('is deploying while the domains move', () => {
    expect(stateOf({}, request({ jobStatus: 'in-progress' }))).toBe('deploying')
  })

  test('is nothing to be told when the project names no production', () => {
    const empty = projectAnswer.parse({ id: 'prj_1', name: 'shop', targets: {} })
    expect(() => getProductionId(empty)).toThrow(/names no deployment/)
  })

  test.each([
    [{ gitlabCommitSha: 'a'.repeat(40) }, 'a'.repeat(40)],
    [{ bitbucketCommitSha: 'b'.repeat(40) }, 'b'.repeat(40)],
    [{ githubCommitSha: '<script>' }, null],
    [{}, null],
    [null, null],
  ])('has the commit of %j', (meta, commit) => {
    expect(findCommit(meta)).toBe(commit)
  })
})

describe('what became of a move of the domains', () => {
  const operation = { operationKey: 'key', operationId: null, releaseId: 'dpl_1', requestedAt }
  const read = (alias: object | null, production = 'dpl_1', aliases: object[] = []) =>
    toOperationState(
      project(alias, production),
      aliases as { alias: string; status: string }[],
      operation,
    ).state

  test.each([
    [null, 'dpl_2', 'not_found'],
    [request({ requestedAt: requestedAt.getTime() - 60_000 }), 'dpl_2', 'not_found'],
    [null, 'dpl_1', 'succeeded'],
    [request({ jobStatus: 'pending' }), 'dpl_2', 'running'],
    [request(), 'dpl_2', 'running'],
    [request(), 'dpl_1', 'succeeded'],
    [request({ jobStatus: 'failed' }), 'dpl_2', 'failed'],
    [request({ jobStatus: 'skipped' }), 'dpl_2', 'failed'],
    [request({ toDeploymentId: 'dpl_3' }), 'dpl_3', 'failed'],
  ])('with %j and %s in production is %s', (alias, production, state) => {
    expect(read(alias, production)).toBe(state)
  })

  test('that left a domain behind has failed', () => {
    expect(read(request(), 'dpl_1', [{ alias: 'shop.example', status: 'failed' }])).toBe('failed')
  })
})

test('only candidates other than the running one are offered, the newest first', () => {
  const deployment = (uid: string, created: number, isRollbackCandidate: boolean | null) => ({
    ...{ uid, created: new Date(created), isRollbackCandidate },
  })
  const targets = toTargets(
    [
      deployment('dpl_1', 1, true),
      deployment('dpl_2', 2, true),
      deployment('dpl_3', 3, null),
      deployment('dpl_4', 4, true),
    ],
    'dpl_4',
  )
  expect(targets.map(({ releaseId }) => releaseId)).toEqual(['dpl_2', 'dpl_1'])
})

test('settings are those of production, without what Vercel sets itself', () => {
  const envs = [
    { key: 'A', type: 'plain', target: ['production'], updatedAt: new Date(5) },
    { key: 'B', type: 'sensitive', target: 'production' },
    { key: 'C', type: 'encrypted', target: ['preview'] },
    { key: 'VERCEL', type: 'system', target: ['production'] },
  ]
  expect(toSettings(envs, ['frontend', 'docs'])).toEqual([
    { name: 'A', component: null, kind: 'variable', fingerprint: null, updatedAt: new Date(5) },
    { name: 'B', component: null, kind: 'secret', fingerprint: null, updatedAt: null },
  ])
})

test('of several certificates for a domain the one that lasts longest counts', () => {
  const facts = toFacts(
    { project: project(), current: current({ regions: ['fra1'] }) },
    ['app.shop.example', 'other.example'],
    [
      { cns: ['*.shop.example'], expiration: '2027-01-01T00:00:00Z' },
      { cns: ['app.shop.example'], expiration: '2027-02-01T00:00:00Z' },
    ],
  )
  expect(facts.filter(({ name }) => name === 'certificate_expires_at')).toEqual([
    {
      name: 'certificate_expires_at',
      subject: 'app.shop.example',
      value: '2027-02-01T00:00:00.000Z',
    },
  ])
})
