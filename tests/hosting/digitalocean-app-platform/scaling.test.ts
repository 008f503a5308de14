import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { withInstanceCount } from '#lib/hosting/digitalocean-app-platform/spec-change.ts'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import { createAdapter, type RunningApp, soon, startApp, until } from './support.ts'

let app: RunningApp
let adapter: HostingAdapter

beforeAll(async () => {
  app = await startApp()
  adapter = createAdapter(app.api)
  await adapter.releases.readRunningRelease(soon())
})
afterAll(() => app.close())
beforeEach(() => {
  app.api.faults.clear()
  app.api.ledger.clear()
})

const spec = () => app.api.app.store.state.spec
const set = (component: string, from: number, to: number) =>
  adapter.scaling?.setInstances({ component, from, to }, soon())
const puts = () => app.api.ledger.list().filter(({ method }) => method === 'PUT')
const read = async () => {
  const { components } = await adapter.releases.readRunningRelease(soon())
  return components.find(({ component }) => component === 'worker')
}

test('a change of instances sends one PUT in which only the number differs, and starts processes', async () => {
  const before = JSON.stringify(spec())
  await set('worker', 1, 2)
  expect(puts()).toHaveLength(1)
  const expected = before.replace(/("name":"worker".*?"instance_count":)1/, '$12')
  expect(expected).not.toBe(before)
  expect(JSON.stringify(puts()[0]?.body)).toBe(
    `{"spec":${expected},"update_all_source_versions":false}`,
  )
  const worker = await until(read, (component) => component?.state === 'running')
  expect(worker?.instances).toEqual({ desired: 2, running: 2, autoscaling: false })
  const { processes } = app.host.stage.report()
  expect(processes.filter(({ component }) => component === 'worker')).toHaveLength(2)
})

test('somebody else’s change of the spec survives, and of the count is not overwritten', async () => {
  Object.assign(spec(), { features: ['buildpack-stack=ubuntu-22'] })
  await set('worker', 2, 1)
  expect(spec().features).toEqual(['buildpack-stack=ubuntu-22'])
  await until(read, (component) => component?.state === 'running')
  app.api.ledger.clear()
  await expect(set('worker', 2, 3)).rejects.toMatchObject({
    failure: 'conflict',
    details: { reason: 'count_changed' },
  })
  expect(puts()).toEqual([])
})

test('a component that scales by itself is refused before anything is sent', async () => {
  const [api] = spec().services as Record<string, unknown>[]
  Object.assign(api ?? {}, { autoscaling: { min_instance_count: 1, max_instance_count: 3 } })
  await expect(set('api', 1, 2)).rejects.toMatchObject({
    failure: 'conflict',
    details: { reason: 'autoscaling' },
  })
  delete api?.autoscaling
  expect(puts()).toEqual([])
})

test.each([0, 251, 1.5])('%s instances are refused with the bounds', async (to) => {
  await expect(set('api', 1, to)).rejects.toMatchObject({
    failure: 'rejected',
    details: { minimum: 1, maximum: 250 },
  })
  expect(app.api.ledger.list()).toEqual([])
})

test.each(['reject-with-503', 'accept-then-503', 'accept-then-html', 'reset'] as const)(
  'a change that ends in %s is sent once and its outcome unknown',
  async (effect) => {
    await until(read, (component) => component?.state === 'running')
    const from = (await read())?.instances?.desired ?? 0
    app.api.ledger.clear()
    app.api.faults.add({ method: 'PUT', effect })
    await expect(set('worker', from, from === 1 ? 2 : 1)).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    expect(puts()).toHaveLength(1)
    app.api.faults.clear()
  },
)

test('a number that cannot be sent back exactly stops the change', () => {
  const huge = JSON.parse('{"workers":[{"name":"worker"}],"limit":9007199254740993}')
  expect(() => withInstanceCount(huge, { component: 'worker', to: 2 })).toThrow(/exactly/)
})
