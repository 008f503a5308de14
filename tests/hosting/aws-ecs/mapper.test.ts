import { describe, expect, test } from 'vitest'
import type { EcsService } from '#lib/hosting/aws-ecs/answers.ts'
import { toComponentRelease, toReleaseName } from '#lib/hosting/aws-ecs/mapper.ts'

const deployment = {
  ...{
    id: 'ecs-svc/1',
    status: 'PRIMARY',
    taskDefinition: 'arn:aws:ecs:x:1:task-definition/api:7',
  },
  ...{ desiredCount: 2, runningCount: 2, createdAt: new Date('2026-11-01T10:00:00Z') },
}
const service: EcsService = {
  ...{ serviceName: 'api', serviceArn: 'arn:aws:ecs:eu-central-1:1:service/c/api' },
  ...{ status: 'ACTIVE', desiredCount: 2, runningCount: 2, deployments: [deployment] },
  taskDefinition: deployment.taskDefinition,
}
const toState = (rest: Partial<EcsService>) =>
  toComponentRelease('api', { ...service, ...rest }, null, null).state

describe('the state of a service', () => {
  test.each<[string, Partial<EcsService>]>([
    // Behind a Classic Load Balancer a rollout has no state.
    ['running', {}],
    ['running', { deployments: [{ ...deployment, rolloutState: 'COMPLETED' }] }],
    ['deploying', { deployments: [{ ...deployment, rolloutState: 'IN_PROGRESS' }] }],
    ['degraded', { deployments: [{ ...deployment, rolloutState: 'FAILED' }] }],
    ['unknown', { deployments: [{ ...deployment, rolloutState: 'ROLLBACK_DREAMT' }] }],
    ['unknown', { deployments: [] }],
    ['unknown', { status: 'DREAMING' }],
    ['stopped', { status: 'INACTIVE', deployments: [] }],
    ['stopped', { status: 'DRAINING' }],
    ['stopped', { desiredCount: 0, runningCount: 0 }],
    ['degraded', { runningCount: 1 }],
  ])('is %s for %o', (state, rest) => {
    expect(toState(rest)).toBe(state)
  })
})

describe('the release of a task definition', () => {
  const definition = {
    ...{ taskDefinitionArn: deployment.taskDefinition, family: 'api', revision: 7 },
    status: 'ACTIVE',
  }
  const toContainer = (name: string, image: string, essential = true) => ({
    ...{ name, image, essential, environment: [], secrets: [] },
  })

  test('is that of the component’s own container, else of the first that must not end', () => {
    const proxy = toContainer('proxy', 'envoy:v1.30.0', false)
    const api = toContainer('api', 'registry:5000/team/api:v2.0.0@sha256:abc')
    const containerDefinitions = [proxy, api]
    expect(toReleaseName({ ...definition, containerDefinitions }, 'api').version).toBe('v2.0.0')
    expect(toReleaseName({ ...definition, containerDefinitions }, 'web').version).toBe('v2.0.0')
  })

  test('is unknown for an image without a tag', () => {
    const containerDefinitions = [toContainer('api', 'registry:5000/team/api@sha256:abc')]
    expect(toReleaseName({ ...definition, containerDefinitions }, 'api')).toEqual({
      ...{ version: null, commitSha: null },
    })
  })
})
