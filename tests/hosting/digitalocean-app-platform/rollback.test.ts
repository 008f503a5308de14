import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HostingError } from '#lib/hosting/failure.ts'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import type { RestEffect } from '#sandbox/rest/faults.ts'
import { createAdapter, type RunningApp, soon, startApp, until } from './support.ts'

let app: RunningApp
let adapter: HostingAdapter
let first: string

beforeAll(async () => {
  app = await startApp()
  adapter = createAdapter(app.api)
  await releases()
  await app.host.stage.deploy({ commit: 'v1.2.0' })
  const targets = await until(listTargets, ({ length }) => length > 0)
  first = targets[0]?.releaseId ?? ''
})
afterAll(() => app.close())
beforeEach(() => {
  app.api.faults.clear()
  app.api.ledger.clear()
})

const control = () => {
  if (!adapter.rollback?.pin) throw new Error('App Platform can roll back.')
  return { ...adapter.rollback, pin: adapter.rollback.pin }
}
const listTargets = () => control().listTargets(soon())
const releases = () => adapter.releases.readRunningRelease(soon())
const sent = (path: string) =>
  app.api.ledger.list().filter((entry) => entry.changes && entry.path.endsWith(path))
const versions = () => app.host.stage.report().release?.version

describe('a rollback on App Platform', () => {
  test('is refused before it is sent, with the reason of the platform', async () => {
    const running = (await releases()).components[0]?.releaseId ?? ''
    expect(await control().validate(running, soon())).toEqual({
      allowed: false,
      reasons: ['incompatible_phase'],
      warnings: [],
    })
    expect(sent('/rollback')).toEqual([])
  })

  test('to a deployment that the platform keeps no longer is refused before it is sent', async () => {
    const { deployments } = app.api.app.store.state
    const [newest] = deployments
    if (!newest) throw new Error('There is no deployment.')
    const old = { ...newest, id: crypto.randomUUID(), phase: 'SUPERSEDED' as const }
    const between = Array.from({ length: 20 }, () => ({ ...old, id: crypto.randomUUID() }))
    deployments.push(...between, old)
    expect(await control().validate(old.id, soon())).toEqual({
      allowed: false,
      reasons: ['exceeded_revision_limit'],
      warnings: [],
    })
    expect(sent('/rollback')).toEqual([])
    deployments.splice(-21)
  })

  test.each<RestEffect>(['reject-with-503', 'reset', 'hang'])(
    'that fails by %s is sent once, its outcome unknown, and is found not to have happened',
    async (effect) => {
      const requestedAt = new Date()
      app.api.faults.add({ method: 'POST', path: await rollbackPath(), effect })
      const signal = AbortSignal.timeout(effect === 'hang' ? 500 : 10_000)
      await expect(control().restore(first, 'key', signal)).rejects.toMatchObject({
        failure: 'outcome_unknown',
      })
      expect(sent('/rollback')).toHaveLength(1)
      app.api.faults.clear()
      const operation = { operationKey: 'key', operationId: null, releaseId: first, requestedAt }
      expect(await control().readOperation(operation, soon())).toEqual({
        state: 'not_found',
        operationId: null,
      })
      expect(versions()).toBe('v1.2.0')
    },
  )

  test('that was taken although its answer got lost is sent once, and found by what it was cloned from', async () => {
    const requestedAt = new Date()
    app.api.faults.add({ method: 'POST', path: await rollbackPath(), effect: 'accept-then-reset' })
    const failure = await control()
      .restore(first, 'key', soon())
      .catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(HostingError)
    expect(failure).toMatchObject({ failure: 'outcome_unknown' })
    expect(sent('/rollback')).toHaveLength(1)
    const operation = { operationKey: 'key', operationId: null, releaseId: first, requestedAt }
    const state = await until(
      () => control().readOperation(operation, soon()),
      (each) => each.state !== 'running',
    )
    expect(state.state).toBe('succeeded')
    expect(versions()).toBe('v1.1.0')
    expect(sent('/rollback')[0]?.body).toEqual({ deployment_id: first, skip_pin: false })
  })

  test('pins the app, which then takes neither another one nor a change of instances', async () => {
    const { pin, components } = await releases()
    expect(pin?.releaseId).toBe(components[0]?.releaseId)
    expect(await control().validate(first, soon())).toMatchObject({
      allowed: false,
      reasons: ['app_pinned'],
    })
    await expect(
      adapter.scaling?.setInstances({ component: 'api', from: 1, to: 2 }, soon()),
    ).rejects.toMatchObject({ failure: 'conflict', details: { reason: 'app_pinned' } })
  })

  test('is confirmed with one call that ends the pin', async () => {
    await control().pin.commit(soon())
    expect(sent('/rollback/commit')).toHaveLength(1)
    expect((await releases()).pin).toBeNull()
    expect(versions()).toBe('v1.1.0')
  })

  test('is taken back to what ran before it', async () => {
    const [target] = await listTargets()
    const { operationId } = await control().restore(target?.releaseId ?? '', 'key', soon())
    const operation = {
      ...{ operationKey: 'key', operationId, releaseId: target?.releaseId ?? '' },
      requestedAt: new Date(),
    }
    await until(
      () => control().readOperation(operation, soon()),
      ({ state }) => state === 'succeeded',
    )
    expect(versions()).toBe('v1.2.0')
    await control().pin.revert(soon())
    await until(
      async () => versions(),
      (version) => version === 'v1.1.0',
    )
    expect((await releases()).pin).toBeNull()
  })
})

async function rollbackPath() {
  const [entry] = app.api.ledger.list().filter(({ path }) => path.includes('/v2/apps/'))
  if (!entry) {
    await releases()
    return rollbackPath()
  }
  return `${entry.path.split('/').slice(0, 4).join('/').split('?')[0]}/rollback`
}
