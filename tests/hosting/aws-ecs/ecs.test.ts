import {
  ApplicationAutoScalingClient,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling'
import { DeregisterTaskDefinitionCommand, ECSClient } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createEcsAdapter } from '#lib/hosting/aws-ecs/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { releaseReadingSchema } from '#lib/hosting/schemas.ts'
import { type AwsHostingLab, builds, roleArn, startAwsHostingLab } from '../aws-hosting-lab.ts'
import { portalKey } from '../aws-source-lab.ts'

const region = 'eu-central-1'
const target = { region, cluster: 'easysks-production', services: { api: 'easysks-api' } }
const soon = () => AbortSignal.timeout(5_000)
const older = 'easysks-api-production:2'

let lab: AwsHostingLab
beforeEach(async () => {
  lab = await startAwsHostingLab('easysks', 'api')
})
afterEach(() => lab.close())

const open = (services: Record<string, string> = target.services) => {
  const adapter = createEcsAdapter({ target: { ...target, services }, ...lab.access })
  const { releases, rollback, scaling, configuration, facts } = adapter
  if (!scaling || !configuration || !facts) throw new Error('The adapter lacks a part.')
  return { ...adapter, releases, rollback, scaling, configuration, facts }
}
const openRollback = () => {
  const { rollback } = open()
  if (!rollback) throw new Error('The adapter cannot roll back.')
  return rollback
}
const readApi = async () => {
  const { components } = await open().releases.readRunningRelease(soon())
  return components.find(({ component }) => component === 'api')
}
const toSdk = () => ({ region, endpoint: lab.access.endpoint, credentials: portalKey })

describe('what ECS runs', () => {
  test('is the revision with version and commit of its image, since when, and how often', async () => {
    expect(await readApi()).toEqual({
      component: 'api',
      state: 'running',
      version: 'v0.9.0',
      commitSha: builds[2]?.commit.slice(0, 12),
      releaseId: 'easysks-api-production:3',
      since: new Date('2026-04-01T10:00:00Z'),
      instances: { desired: 2, running: 2, autoscaling: false },
      detail: null,
    })
  })

  test('is degraded while fewer tasks run than are wanted', async () => {
    lab.host.state.running = 1
    expect(await readApi()).toMatchObject({
      ...{ state: 'degraded', instances: { desired: 2, running: 1 } },
    })
  })

  test('is deploying while old and new stand side by side, and tells of the one that answers', async () => {
    const release = lab.host.hold()
    await openRollback().restore(older, 'key', soon())
    expect(await readApi()).toMatchObject({
      ...{ state: 'deploying', version: 'v0.9.0', releaseId: 'easysks-api-production:3' },
    })
    release()
  })

  test('is degraded after a rollout that failed, with the reason', async () => {
    lab.host.state.isBroken = true
    await openRollback().restore(older, 'key', soon())
    await expect.poll(readApi).toMatchObject({
      ...{ state: 'degraded', version: 'v0.9.0' },
      detail: expect.stringContaining('The health check failed.'),
    })
  })

  test('is unknown for a service that is gone, beside one that is there', async () => {
    const services = { api: 'easysks-api', webhooks: 'easysks-webhooks' }
    const { components } = await open(services).releases.readRunningRelease(soon())
    expect(components.map(({ component, state }) => [component, state])).toEqual([
      ['api', 'running'],
      ['webhooks', 'unknown'],
    ])
    expect(components[1]?.detail).toContain('MISSING')
  })

  test('is an error when none of its services exists, never "nothing runs"', async () => {
    const reading = open({ api: 'misspelt' }).releases.readRunningRelease(soon())
    await expect(reading).rejects.toMatchObject({ failure: 'not_found' })
  })

  test('says that nobody may ask about automatic scaling', async () => {
    lab.aws.faults.add({ operation: 'DescribeScalableTargets', effect: { kind: 'denied' } })
    const release = await open().releases.readRunningRelease(soon())
    expect(release.components[0]?.instances).toEqual({ desired: 2, running: 2, autoscaling: null })
    expect(releaseReadingSchema.safeParse(JSON.parse(JSON.stringify(release))).success).toBe(true)
  })

  test('lies in the region of its ARN', async () => {
    expect(await open().facts.readFacts(soon())).toContainEqual({
      ...{ name: 'region', subject: 'easysks-api', value: region },
    })
  })
})

describe('going back on ECS', () => {
  test('offers the revisions before the running one, newest first', async () => {
    const targets = await openRollback().listTargets(soon())
    expect(targets.map(({ releaseId, version }) => [releaseId, version])).toEqual([
      ['easysks-api-production:2', 'v0.8.0'],
      ['easysks-api-production:1', 'v0.7.0'],
    ])
  })

  test('runs the older revision and follows the deployment to its end', async () => {
    const rollback = openRollback()
    const requestedAt = new Date()
    const release = lab.host.hold()
    const { operationId } = await rollback.restore(older, 'key', soon())
    const operation = { operationKey: 'key', operationId, releaseId: older, requestedAt }
    expect(operationId).toMatch(/^ecs-svc\//)
    expect(await rollback.readOperation(operation, soon())).toEqual({
      ...{ state: 'running', operationId },
    })
    release()
    const read = () => rollback.readOperation(operation, soon())
    await expect.poll(read).toEqual({ state: 'succeeded', operationId })
    expect(lab.host.state.version).toBe('v0.8.0')
    const [update] = lab.aws.ledger.list({ operation: 'UpdateService' })
    expect(update?.input).toEqual({
      ...{ cluster: target.cluster, service: 'easysks-api', taskDefinition: older },
    })
  })

  test('says why a deployment failed', async () => {
    const rollback = openRollback()
    lab.host.state.isBroken = true
    const { operationId } = await rollback.restore(older, 'key', soon())
    const operation = {
      ...{ operationKey: 'key', operationId, releaseId: older, requestedAt: new Date() },
    }
    await expect
      .poll(() => rollback.readOperation(operation, soon()))
      .toMatchObject({
        ...{ state: 'failed', detail: expect.stringContaining('health check') },
      })
  })

  test.each(['accept-then-502', 'accept-then-reset', 'accept-then-hang'] as const)(
    'sends once and finds the deployment again when its answer is lost: %s',
    async (kind) => {
      const rollback = openRollback()
      const requestedAt = new Date()
      lab.aws.faults.add({ operation: 'UpdateService', effect: { kind } })
      const restoring = rollback.restore(older, 'key', AbortSignal.timeout(700))
      await expect(restoring).rejects.toMatchObject({ failure: 'outcome_unknown' })
      expect(lab.countExecuted('UpdateService')).toBe(1)
      const operation = { operationKey: 'key', operationId: null, releaseId: older, requestedAt }
      const read = () => rollback.readOperation(operation, soon())
      await expect.poll(read).toMatchObject({ state: 'succeeded' })
    },
  )

  test('knows that nothing was started when the call never arrived', async () => {
    const rollback = openRollback()
    const requestedAt = new Date()
    lab.aws.faults.add({ operation: 'UpdateService', effect: { kind: 'html-502' } })
    await expect(rollback.restore(older, 'key', soon())).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    const operation = { operationKey: 'key', operationId: null, releaseId: older, requestedAt }
    expect(await rollback.readOperation(operation, soon())).toMatchObject({ state: 'not_found' })
    expect(lab.countExecuted('UpdateService')).toBe(0)
  })

  test.each([
    ['release_gone', 'easysks-api-production:99'],
    ['already_running', 'easysks-api-production:3'],
  ])('is refused before anything is sent: %s', async (reason, releaseId) => {
    await expectRefusal(releaseId, reason)
  })

  test('is refused before anything is sent for a revision that was taken out of use', async () => {
    const sdk = new ECSClient(toSdk())
    await open().releases.readRunningRelease(soon())
    await sdk.send(new DeregisterTaskDefinitionCommand({ taskDefinition: older }))
    await expectRefusal(older, 'release_inactive')
    expect(await openRollback().listTargets(soon())).toHaveLength(1)
  })

  test('is refused while another deployment goes on', async () => {
    const release = lab.host.hold()
    await openRollback().restore(older, 'key', soon())
    await expectRefusal('easysks-api-production:1', 'deployment_in_progress', 1)
    release()
  })

  async function expectRefusal(releaseId: string, reason: string, sentBefore = 0) {
    const rollback = openRollback()
    const { allowed, reasons } = await rollback.validate(releaseId, soon())
    expect({ allowed, reasons }).toMatchObject({ allowed: false })
    expect(reasons).toContain(reason)
    const error = await rollback.restore(releaseId, 'key', soon()).catch((it: unknown) => it)
    expect(error).toMatchObject({ failure: 'rejected', details: { reasons } })
    expect(lab.aws.ledger.list({ operation: 'UpdateService' })).toHaveLength(sentBefore)
  }
})

describe('the count of tasks', () => {
  const change = { component: 'api', from: 2, to: 3 }

  test('is changed alone', async () => {
    await open().scaling.setInstances(change, soon())
    const [update] = lab.aws.ledger.list({ operation: 'UpdateService' })
    expect(update?.input).toEqual({
      ...{ cluster: target.cluster, service: 'easysks-api', desiredCount: 3 },
    })
    await expect.poll(readApi).toMatchObject({
      ...{ state: 'running', instances: { desired: 3, running: 3 } },
    })
  })

  test('is not changed when somebody else changed it first', async () => {
    lab.host.state.instances = 4
    await expectRefused(change, 'conflict')
  })

  test('is not changed while automatic scaling decides it', async () => {
    await new ApplicationAutoScalingClient(toSdk()).send(
      new RegisterScalableTargetCommand({
        ...{ ServiceNamespace: 'ecs', ScalableDimension: 'ecs:service:DesiredCount' },
        ...{ ResourceId: 'service/easysks-production/easysks-api', MinCapacity: 1, MaxCapacity: 4 },
      }),
    )
    expect((await readApi())?.instances?.autoscaling).toBe(true)
    await expectRefused(change, 'conflict')
  })

  test.each([0, -1, 2.5, 5_001])('takes no %s', async (to) => {
    await expectRefused({ ...change, to }, 'rejected')
  })

  test('is sent once when its answer is lost', async () => {
    lab.aws.faults.add({ operation: 'UpdateService', effect: { kind: 'accept-then-502' } })
    const changing = open().scaling.setInstances(change, soon())
    await expect(changing).rejects.toMatchObject({ failure: 'outcome_unknown' })
    expect(lab.countExecuted('UpdateService')).toBe(1)
  })

  async function expectRefused(wrong: typeof change, failure: string) {
    const error = await open()
      .scaling.setInstances(wrong, soon())
      .catch((it: unknown) => it)
    expect(error).toBeInstanceOf(HostingError)
    expect(error).toMatchObject({ failure })
    expect(lab.aws.ledger.list({ operation: 'UpdateService' })).toEqual([])
  }
})

describe('settings and rights on ECS', () => {
  test('names variables with fingerprints and secrets without, and no value', async () => {
    const { configuration } = open()
    const settings = await configuration.listSettings((value) => `#${value.length}`, soon())
    expect(settings.map(({ name, kind, fingerprint }) => [name, kind, fingerprint])).toEqual([
      ['API_URL', 'variable', '#19'],
      ['DATABASE_URL', 'secret', null],
      ['COGNITO_USER_POOL_ID', 'secret', null],
      ['COGNITO_CLIENT_ID', 'secret', null],
    ])
    expect(JSON.stringify(settings)).not.toContain('https://api.example')
  })

  test('says who it is, which right is missing, and the policy that suffices', async () => {
    lab.aws.faults.add({ operation: 'ListTaskDefinitions', effect: { kind: 'denied' } })
    const report = await open().checkAccess(soon())
    expect(report.identity).toBe('arn:aws:sts::000000000042:assumed-role/leitstand/leitstand')
    expect(report.checks.map(({ permission, state }) => [permission, state])).toEqual([
      ['ecs:DescribeServices', 'granted'],
      ['ecs:DescribeTaskDefinition', 'granted'],
      ['ecs:ListTaskDefinitions', 'denied'],
      ['application-autoscaling:DescribeScalableTargets', 'granted'],
      ['ecs:UpdateService', 'unknown'],
    ])
    expect(report.checks[2]?.detail).toContain(roleArn)
    const { Statement: statements } = JSON.parse(report.policy?.text ?? '{}')
    const service = 'arn:aws:ecs:eu-central-1:000000000042:service/easysks-production/easysks-api'
    expect(statements).toContainEqual({
      ...{ Sid: 'RollBackAndScale', Effect: 'Allow', Action: ['ecs:UpdateService'] },
      Resource: [service],
    })
  })
})
