import { describe, expect, test } from 'vitest'
import { appSchema, deploymentSchema } from '#lib/hosting/digitalocean-app-platform/answers.ts'
import {
  toOperationState,
  toRunningRelease,
  toTargets,
  toValidation,
} from '#lib/hosting/digitalocean-app-platform/mapper.ts'

const deployment = (over: object = {}) => ({
  ...{ id: 'd1', phase: 'ACTIVE', created_at: '2026-11-21T10:00:00Z' },
  services: [{ name: 'api', source_commit_hash: 'a'.repeat(40) }],
  ...over,
})
const app = (over: object = {}) =>
  appSchema.parse({
    id: 'app',
    spec: {
      ...{ name: 'shop', services: [{ name: 'api', instance_count: 2 }] },
      static_sites: [{ name: 'site' }],
    },
    active_deployment: deployment(),
    ...over,
  })
const health = (over: object = {}) => [
  { name: 'api', state: 'HEALTHY', replicas_desired: 2, replicas_ready: 2, ...over },
]
const options = (...components: string[]) => ({ components, observedAt: new Date() })
const stateOf = (measured: ReturnType<typeof health>, over: object = {}) =>
  toRunningRelease(app(over), measured, options('api')).components[0]?.state

describe('what runs on App Platform', () => {
  test.each([
    [health(), 'running'],
    [health({ replicas_ready: 1 }), 'degraded'],
    [health({ state: 'UNHEALTHY' }), 'degraded'],
    [health({ state: 'UNKNOWN' }), 'unknown'],
    [health({ state: undefined }), 'unknown'],
    [[], 'unknown'],
  ])('with health %j is %s', (measured, state) => {
    expect(stateOf(measured)).toBe(state)
  })

  test.each([
    [{ in_progress_deployment: deployment({ id: 'd2', phase: 'BUILDING' }) }, 'deploying'],
    [{ active_deployment: deployment({ phase: 'ERROR' }) }, 'unknown'],
    [{ active_deployment: deployment({ phase: 'A_NEW_WORD' }) }, 'unknown'],
  ])('with %j is %s although its instances are well', (over, state) => {
    expect(stateOf(health(), over)).toBe(state)
  })

  test('is never nothing: an app without any deployment is no answer', () => {
    expect(() =>
      toRunningRelease(app({ active_deployment: null }), health(), options('api')),
    ).toThrow(/no deployment at all/)
  })

  test('pages have no instances, and a component that the spec lacks is unknown by name', () => {
    const { components } = toRunningRelease(app(), health(), options('site', 'queue'))
    expect(components).toMatchObject([
      { component: 'site', state: 'running', instances: null },
      { component: 'queue', state: 'unknown', detail: expect.stringMatching(/"queue"/) },
    ])
  })

  test('a component that scales by itself tells how many the platform wants', () => {
    const spec = { name: 'shop', services: [{ name: 'api', autoscaling: {} }] }
    const { components } = toRunningRelease(app({ spec }), health(), options('api'))
    expect(components[0]?.instances).toEqual({ desired: 2, running: 2, autoscaling: true })
  })
})

describe('a deployment that a rollback made', () => {
  const read = (over: object) => toOperationState(deploymentSchema.parse(deployment(over))).state

  test.each([
    [{ phase: 'PENDING_DEPLOY' }, 'running'],
    [{ phase: 'DEPLOYING' }, 'running'],
    [{ phase: 'UNKNOWN' }, 'running'],
    [{ phase: 'ACTIVE' }, 'succeeded'],
    [{ phase: 'ERROR' }, 'failed'],
    [{ phase: 'CANCELED' }, 'failed'],
    [{ phase: 'SUPERSEDED' }, 'failed'],
    [{ phase: 'SUPERSEDED', progress: { success_steps: 3, total_steps: 3 } }, 'succeeded'],
  ])('with %j is %s', (over, state) => {
    expect(read(over)).toBe(state)
  })
})

test('only deployments that once ran can be gone back to', () => {
  const phases = ['ACTIVE', 'SUPERSEDED', 'ERROR', 'CANCELED', 'BUILDING']
  const all = phases.map((phase) => deploymentSchema.parse(deployment({ id: phase, phase })))
  expect(toTargets(all, 'ACTIVE').map(({ releaseId }) => releaseId)).toEqual(['SUPERSEDED'])
})

test.each([
  [{ valid: true }, true, [], []],
  [
    { valid: true, warnings: [{ code: 'image_source_missing_digest' }] },
    true,
    [],
    ['image_source_missing_digest'],
  ],
  [
    { valid: false, error: { code: 'exceeded_revision_limit' } },
    false,
    ['exceeded_revision_limit'],
    [],
  ],
  [{ valid: false }, false, ['refused'], []],
])('%j is allowed: %s', (answer, allowed, reasons, warnings) => {
  expect(toValidation(answer)).toEqual({ allowed, reasons, warnings })
})
