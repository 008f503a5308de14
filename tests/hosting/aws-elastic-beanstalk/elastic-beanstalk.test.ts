import {
  DeleteApplicationVersionCommand,
  ElasticBeanstalkClient,
} from '@aws-sdk/client-elastic-beanstalk'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createElasticBeanstalkAdapter } from '#lib/hosting/aws-elastic-beanstalk/index.ts'
import { type AwsHostingLab, builds, startAwsHostingLab } from '../aws-hosting-lab.ts'
import { portalKey } from '../aws-source-lab.ts'

const region = 'eu-central-1'
const environment = 'whatsgonow-production'
const target = { region, application: 'whatsgonow', environment }
const soon = () => AbortSignal.timeout(5_000)
const toLabel = (index: number) => `${builds[index]?.version}-${builds[index]?.commit.slice(0, 12)}`
const older = toLabel(1)

let lab: AwsHostingLab
beforeEach(async () => {
  lab = await startAwsHostingLab('whatsgonow', 'frontend')
})
afterEach(() => lab.close())

const open = (rest: Partial<typeof target> & { components?: string[] } = {}) => {
  const adapter = createElasticBeanstalkAdapter({ target: { ...target, ...rest }, ...lab.access })
  const { rollback, configuration, facts } = adapter
  if (!rollback || !configuration || !facts) throw new Error('The adapter lacks a part.')
  return { ...adapter, rollback, configuration, facts }
}
const readFrontend = async () => {
  const { components } = await open().releases.readRunningRelease(soon())
  return components[0]
}

describe('what Elastic Beanstalk runs', () => {
  test('is the version label with its version and commit, since when, and on how many instances', async () => {
    expect(await readFrontend()).toEqual({
      component: 'frontend',
      state: 'running',
      version: 'v0.9.0',
      commitSha: builds[2]?.commit.slice(0, 12),
      releaseId: toLabel(2),
      since: new Date('2026-04-01T10:00:00Z'),
      instances: { desired: 2, running: 2, autoscaling: false },
      detail: null,
    })
  })

  test('is told for the components that the target names', async () => {
    const { releases } = open({ components: ['frontend', 'images'] })
    const { components } = await releases.readRunningRelease(soon())
    expect(components.map(({ component }) => component)).toEqual(['frontend', 'images'])
  })

  test('is degraded while its health is yellow or red', async () => {
    lab.host.state.running = 1
    expect(await readFrontend()).toMatchObject({
      ...{ state: 'degraded', detail: 'Status Ready, health Yellow (Warning).' },
    })
    lab.host.state.running = 0
    expect(await readFrontend()).toMatchObject({
      ...{ state: 'degraded', detail: 'Status Ready, health Red (Severe).' },
    })
  })

  test('is deploying while the environment updates', async () => {
    const release = lab.host.hold()
    await open().rollback.restore(older, 'key', soon())
    expect(await readFrontend()).toMatchObject({ state: 'deploying' })
    release()
  })

  test('is an error that names the right when AWS shows no environment', async () => {
    for (const rest of [{ environment: 'misspelt' }, { application: 'misspelt' }]) {
      const reading = open(rest).releases.readRunningRelease(soon())
      await expect(reading).rejects.toMatchObject({
        ...{ failure: 'empty_answer', permission: 'elasticbeanstalk:DescribeEnvironments' },
      })
    }
  })

  test('is told without instances when only those may not be seen', async () => {
    for (const operation of ['DescribeEnvironmentResources', 'DescribeConfigurationSettings']) {
      lab.aws.faults.add({ operation, effect: { kind: 'denied' } })
    }
    expect(await readFrontend()).toMatchObject({ state: 'running', instances: null })
  })

  test('never counts no instances where AWS shows none', async () => {
    lab.host.state.instances = 0
    expect((await readFrontend())?.instances?.running).toBeNull()
  })

  test('lies in the region of its ARN', async () => {
    expect(await open().facts.readFacts(soon())).toEqual([
      { name: 'region', subject: environment, value: region },
      { name: 'state', subject: environment, value: 'Ready' },
    ])
  })
})

describe('going back on Elastic Beanstalk', () => {
  test('offers the versions made before the running one, newest first', async () => {
    const targets = await open().rollback.listTargets(soon())
    expect(targets.map(({ releaseId, version }) => [releaseId, version])).toEqual([
      [toLabel(1), 'v0.8.0'],
      [toLabel(0), 'v0.7.0'],
    ])
  })

  test('deploys the older version alone and follows it to its end', async () => {
    const { rollback } = open()
    const requestedAt = new Date()
    const release = lab.host.hold()
    const { operationId } = await rollback.restore(older, 'key', soon())
    const operation = { operationKey: 'key', operationId, releaseId: older, requestedAt }
    expect(await rollback.readOperation(operation, soon())).toMatchObject({ state: 'running' })
    release()
    const read = () => rollback.readOperation(operation, soon())
    await expect.poll(read).toEqual({ state: 'succeeded', operationId })
    expect(lab.host.state.version).toBe('v0.8.0')
    const [update] = lab.aws.ledger.list({ operation: 'UpdateEnvironment' })
    expect(update?.input).toEqual({
      ...{ Action: 'UpdateEnvironment', Version: '2010-12-01', VersionLabel: older },
      ...{ ApplicationName: 'whatsgonow', EnvironmentName: environment },
    })
  })

  test('says by its events why it failed', async () => {
    const { rollback } = open()
    lab.host.state.isBroken = true
    const requestedAt = new Date()
    const { operationId } = await rollback.restore(older, 'key', soon())
    const operation = { operationKey: 'key', operationId, releaseId: older, requestedAt }
    await expect
      .poll(() => rollback.readOperation(operation, soon()))
      .toMatchObject({
        ...{ state: 'failed', detail: expect.stringContaining('health check failed') },
      })
  })

  test.each(['accept-then-502', 'accept-then-reset', 'accept-then-hang'] as const)(
    'sends once and finds its work again when its answer is lost: %s',
    async (kind) => {
      const { rollback } = open()
      const requestedAt = new Date()
      lab.aws.faults.add({ operation: 'UpdateEnvironment', effect: { kind } })
      const restoring = rollback.restore(older, 'key', AbortSignal.timeout(700))
      await expect(restoring).rejects.toMatchObject({ failure: 'outcome_unknown' })
      expect(lab.countExecuted('UpdateEnvironment')).toBe(1)
      const operation = { operationKey: 'key', operationId: null, releaseId: older, requestedAt }
      const read = () => rollback.readOperation(operation, soon())
      await expect.poll(read).toMatchObject({ state: 'succeeded' })
    },
  )

  test('knows that nothing was started when the call never arrived', async () => {
    const { rollback } = open()
    const requestedAt = new Date()
    lab.aws.faults.add({ operation: 'UpdateEnvironment', effect: { kind: 'html-502' } })
    await expect(rollback.restore(older, 'key', soon())).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    const operation = { operationKey: 'key', operationId: null, releaseId: older, requestedAt }
    expect(await rollback.readOperation(operation, soon())).toMatchObject({ state: 'not_found' })
  })

  test('is refused before anything is sent when the version was deleted', async () => {
    const sdk = new ElasticBeanstalkClient({
      ...{ region, endpoint: lab.access.endpoint, credentials: portalKey },
    })
    await sdk.send(
      new DeleteApplicationVersionCommand({ ApplicationName: 'whatsgonow', VersionLabel: older }),
    )
    await expectRefusal(older, 'version_deleted')
  })

  test('is refused before anything is sent for the version that runs', async () => {
    await expectRefusal(toLabel(2), 'already_running')
  })

  test('is refused before anything is sent while the environment is not ready', async () => {
    const release = lab.host.hold()
    await open().rollback.restore(older, 'key', soon())
    await expectRefusal(toLabel(0), 'environment_not_ready', 1)
    release()
  })

  async function expectRefusal(label: string, reason: string, sentBefore = 0) {
    const { rollback } = open()
    const { allowed, reasons } = await rollback.validate(label, soon())
    expect(allowed).toBe(false)
    expect(reasons).toContain(reason)
    const error = await rollback.restore(label, 'key', soon()).catch((it: unknown) => it)
    expect(error).toMatchObject({ failure: 'rejected', details: { reasons } })
    expect(lab.aws.ledger.list({ operation: 'UpdateEnvironment' })).toHaveLength(sentBefore)
  }
})

describe('settings and rights on Elastic Beanstalk', () => {
  test('names the environment properties with fingerprints, and no value', async () => {
    const settings = await open().configuration.listSettings((value) => `#${value.length}`, soon())
    expect(settings.map(({ name, kind, fingerprint }) => [name, kind, fingerprint])).toEqual([
      ['DATABASE_URL', 'variable', '#17'],
      ['API_URL', 'variable', '#19'],
    ])
    expect(JSON.stringify(settings)).not.toContain('postgres')
  })

  test('cannot tell a missing right from an empty answer, and says so', async () => {
    for (const operation of ['DescribeEnvironments', 'DescribeApplicationVersions']) {
      lab.aws.faults.add({ operation, effect: { kind: 'empty' } })
    }
    const { checks } = await open().checkAccess(soon())
    const states = new Map(checks.map(({ permission, state }) => [permission, state]))
    expect(states.get('elasticbeanstalk:DescribeEnvironments')).toBe('unknown')
    expect(states.get('elasticbeanstalk:DescribeApplicationVersions')).toBe('unknown')
    expect(states.get('elasticbeanstalk:DescribeConfigurationSettings')).toBe('granted')
  })

  test('gives the policy that suffices for this environment', async () => {
    const { policy } = await open().checkAccess(soon())
    const { Statement: statements } = JSON.parse(policy?.text ?? '{}')
    const prefix = 'arn:aws:elasticbeanstalk:eu-central-1:000000000042'
    expect(statements).toContainEqual({
      ...{ Sid: 'RollBack', Effect: 'Allow', Action: ['elasticbeanstalk:UpdateEnvironment'] },
      Resource: [
        `${prefix}:environment/whatsgonow/${environment}`,
        `${prefix}:application/whatsgonow`,
        `${prefix}:applicationversion/whatsgonow/*`,
      ],
    })
  })
})
