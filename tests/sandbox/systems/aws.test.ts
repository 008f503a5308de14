import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createCodePipelineAdapter } from '#lib/hosting/aws-codepipeline/index.ts'
import { createEcsAdapter } from '#lib/hosting/aws-ecs/index.ts'
import { createElasticBeanstalkAdapter } from '#lib/hosting/aws-elastic-beanstalk/index.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'
import { createHome, type RunningSandbox, startRealSandbox } from './running-sandbox.ts'

const region = 'eu-central-1'
const soon = () => AbortSignal.timeout(20_000)

describe('the sandbox’s account at AWS', () => {
  const folder = createHome()
  let sandbox: RunningSandbox
  beforeAll(async () => {
    sandbox = await startRealSandbox(folder.home)
  }, 90_000)
  afterAll(async () => {
    await sandbox?.end('SIGTERM')
    folder[Symbol.dispose]()
  }, 30_000)

  function getAccess(components: readonly string[]) {
    const aws = sandbox.contract.platforms.find(({ platform }) => platform === 'aws')
    if (!aws) throw new Error('The sandbox has no AWS.')
    return { credential: aws.credential, endpoint: aws.url, components }
  }
  const openBeanstalk = (stage: string) =>
    createElasticBeanstalkAdapter({
      target: { region, application: 'whatsgonow', environment: `whatsgonow-${stage}` },
      ...getAccess(['frontend']),
    })
  const openEcs = (stage: string) =>
    createEcsAdapter({
      target: { region, cluster: `easysks-${stage}`, services: { api: 'easysks-api' } },
      ...getAccess(['api']),
    })

  test('runs what the processes of the sample systems really are', async () => {
    for (const adapter of [openBeanstalk('staging'), openEcs('staging')]) {
      const [component] = (await adapter.releases.readRunningRelease(soon())).components
      const system = adapter.kind === 'aws-ecs' ? 'easysks' : 'whatsgonow'
      const { release } = await sandbox.readStage(system, 'staging')
      expect(component).toMatchObject({ state: 'running', version: release?.version })
      expect(release?.commit.startsWith(component?.commitSha ?? 'none')).toBe(true)
      expect(component?.instances).toMatchObject({ running: 1, autoscaling: false })
    }
  }, 30_000)

  test('goes back to an earlier version of Elastic Beanstalk in the real process', async () => {
    await rollBackTo(openBeanstalk('production'), 'v0.7.0')
    const { text } = await sandbox.call('https://www.whatsgonow.com/health')
    expect(JSON.parse(text)).toMatchObject({ version: 'v0.7.0' })
  }, 60_000)

  test('goes back to an earlier revision of ECS in the real process', async () => {
    await rollBackTo(openEcs('staging'), 'v1.2.0')
    const { text } = await sandbox.call('https://api.staging.easysks.example/health')
    expect(JSON.parse(text)).toMatchObject({ version: 'v1.2.0' })
    const frontend = await sandbox.call('https://staging.easysks.example/health')
    expect(JSON.parse(frontend.text)).toMatchObject({ version: 'v1.3.0' })
  }, 60_000)

  test('starts and ends real processes with the count of tasks', async () => {
    const { scaling, releases } = openEcs('production')
    for (const [from, to] of [
      [1, 3],
      [3, 1],
    ] as const) {
      await scaling?.setInstances({ component: 'api', from, to }, soon())
      await eventually(async () => {
        const { components } = await releases.readRunningRelease(soon())
        expect(components[0]).toMatchObject({ state: 'running' })
        expect(components[0]?.instances).toMatchObject({ desired: to, running: to })
      })
      const { processes } = await sandbox.readStage('easysks', 'production')
      expect(processes.filter(({ component }) => component === 'api')).toHaveLength(to)
      expect(processes.filter(({ component }) => component === 'frontend')).toHaveLength(1)
    }
  }, 60_000)

  test('tells by the pipeline that a process is gone', async () => {
    const pipeline = createCodePipelineAdapter({
      target: { region, pipeline: 'whatsgonow-dev' },
      ...getAccess([]),
    })
    const readDeploy = async () =>
      (await pipeline.facts?.readFacts(soon()))?.find(({ subject }) => subject.endsWith('/Deploy'))
    expect((await readDeploy())?.value).toBe('Succeeded')
    await sandbox.callHost('POST', '/processes/whatsgonow/dev/frontend/stop')
    expect((await readDeploy())?.value).toBe('Failed')
    const { components } = await openBeanstalk('dev').releases.readRunningRelease(soon())
    expect(components[0]).toMatchObject({ state: 'degraded', detail: expect.any(String) })
  }, 30_000)

  async function rollBackTo({ rollback }: PlatformAdapter, version: string) {
    const targets = (await rollback?.listTargets(soon())) ?? []
    const target = targets.find((each) => each.version === version)
    if (!rollback || !target) throw new Error(`There is no ${version}.`)
    const requestedAt = new Date()
    const { releaseId } = target
    const { operationId } = await rollback.restore(releaseId, 'operation-1', soon())
    expect(operationId).not.toBeNull()
    await eventually(async () => {
      const operation = { operationKey: 'operation-1', operationId, releaseId, requestedAt }
      expect((await rollback.readOperation(operation, soon())).state).toBe('succeeded')
    })
  }
})

async function eventually(check: () => Promise<void>, withinMs = 20_000) {
  const deadline = Date.now() + withinMs
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > deadline) throw error
      await wait(200)
    }
  }
}
