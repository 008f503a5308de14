import { describe, expect, test } from 'vitest'
import { createEcsAdapter } from '#lib/hosting/aws-ecs/index.ts'
import { parseOperationId, toOperationId } from '#lib/hosting/aws-ecs/operation-parts.ts'
import { portalKey } from '../aws-source-lab.ts'
import { startSeveralServices } from './several-services-stand-in.ts'

const names = ['api', 'web', 'jobs']
const soon = (timeoutMs = 10_000) => AbortSignal.timeout(timeoutMs)
const older = 'api:2,web:2,jobs:2'
const requestedAt = new Date(Date.now() - 1_000)

function open({ endpoint }: { readonly endpoint: string }) {
  const services = Object.fromEntries(names.map((name) => [name, name]))
  const { rollback } = createEcsAdapter({
    target: { region: 'eu-central-1', cluster: 'shop', services },
    ...{ credential: portalKey, components: names, endpoint },
  })
  if (!rollback) throw new Error('The adapter cannot roll back.')
  return {
    ...rollback,
    follow: (operationId: string | null, releaseId = older) =>
      rollback.readOperation({ operationKey: 'key', operationId, releaseId, requestedAt }, soon()),
  }
}

describe('rolling several services of ECS back', () => {
  test('goes to releases that every service has, newest first', async () => {
    await using aws = await startSeveralServices(names)
    const { listTargets, components } = open(aws)
    expect(components).toEqual(names)
    expect(await listTargets(soon())).toMatchObject([
      { releaseId: older, version: 'v2.0.0' },
      { releaseId: 'api:1,web:1,jobs:1', version: 'v1.0.0' },
    ])
  })

  test('sends one call for each service, one after the other', async () => {
    await using aws = await startSeveralServices(names)
    const { restore, validate, follow } = open(aws)
    expect(await validate(older, soon())).toEqual({ allowed: true, reasons: [], warnings: [] })
    const { operationId } = await restore(older, 'key', soon())
    expect(aws.updates).toEqual(['api api:2', 'web web:2', 'jobs jobs:2'])
    expect(await follow(operationId)).toEqual({ state: 'succeeded', operationId })
  })

  test('leaves a service alone that runs the release already', async () => {
    await using aws = await startSeveralServices(names)
    const { restore, follow } = open(aws)
    const target = 'api:2,web:3,jobs:2'
    const { operationId } = await restore(target, 'key', soon())
    expect(aws.updates).toEqual(['api api:2', 'jobs jobs:2'])
    expect(await follow(operationId, target)).toMatchObject({ state: 'succeeded' })
  })

  test('is under way while one of them is', async () => {
    await using aws = await startSeveralServices(names)
    const { restore, follow } = open(aws)
    const { operationId } = await restore(older, 'key', soon())
    const web = aws.services.get('web')
    if (web) web.rolloutState = 'IN_PROGRESS'
    expect(await follow(operationId)).toMatchObject({ state: 'running' })
  })

  test('names what went back and what did not when a later call is refused, and sends no further one', async () => {
    await using aws = await startSeveralServices(names)
    aws.faults.set('web', 'denied')
    const { restore, follow } = open(aws)
    const { operationId } = await restore(older, 'key', soon())
    expect(aws.updates).toEqual(['api api:2', 'web web:2'])
    expect(await follow(operationId)).toEqual({
      state: 'failed',
      operationId,
      detail: 'api went back to api:2. web was not changed: denied. jobs was not changed.',
    })
  })

  test('names the service whose rollout failed', async () => {
    await using aws = await startSeveralServices(names)
    aws.faults.set('web', 'fails')
    const { restore, follow } = open(aws)
    const { operationId } = await restore(older, 'key', soon())
    expect(await follow(operationId)).toMatchObject({
      state: 'failed',
      detail: expect.stringMatching(/^api went back to api:2\. web failed: .* jobs went back/),
    })
  })

  test('finds a call whose answer was lost, and sends neither it again nor the ones behind it', async () => {
    await using aws = await startSeveralServices(names)
    aws.faults.set('web', 'lost')
    const { restore, follow } = open(aws)
    const { operationId } = await restore(older, 'key', soon(1_500))
    expect(aws.updates).toEqual(['api api:2', 'web web:2'])
    expect(await follow(operationId)).toMatchObject({
      state: 'failed',
      detail: 'api went back to api:2. web went back to web:2. jobs was not changed.',
    })
  })

  test('is in doubt when the answer to its first call was lost, and found by what the services run', async () => {
    await using aws = await startSeveralServices(names)
    aws.faults.set('api', 'lost')
    const { restore, follow } = open(aws)
    await expect(restore(older, 'key', soon(1_500))).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    expect(aws.updates).toEqual(['api api:2'])
    expect(await follow(null)).toMatchObject({
      state: 'failed',
      detail: 'api went back to api:2. web was not changed. jobs was not changed.',
    })
  })

  test('was not started when no service knows of it', async () => {
    await using aws = await startSeveralServices(names)
    expect(await open(aws).follow(null)).toMatchObject({ state: 'not_found' })
  })

  test('is refused as a whole, before anything is sent, when one service has no such revision', async () => {
    await using aws = await startSeveralServices(names)
    const { restore, validate } = open(aws)
    const target = 'api:2,web:9,jobs:2'
    expect(await validate(target, soon())).toMatchObject({
      allowed: false,
      reasons: ['release_gone'],
    })
    await expect(restore(target, 'key', soon())).rejects.toMatchObject({ failure: 'rejected' })
    await expect(restore('api:2,web:2', 'key', soon())).rejects.toMatchObject({
      failure: 'rejected',
    })
    expect(aws.updates).toEqual([])
  })

  test('keeps what became of each call', () => {
    const words = 'ecs-svc/1,+,=,?,!throttled,-'
    expect(toOperationId(parseOperationId(words))).toBe(words)
  })
})
