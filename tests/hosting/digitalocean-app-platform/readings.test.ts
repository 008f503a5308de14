import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { readWholeLog } from '#lib/hosting/digitalocean-app-platform/read-log.ts'
import type { LogItem } from '#lib/hosting/log-port.ts'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import { logHost } from '#sandbox/digitalocean/index.ts'
import { createAdapter, type RunningApp, soon, startApp, token, until } from './support.ts'

let app: RunningApp
let adapter: HostingAdapter

beforeAll(async () => {
  app = await startApp()
  adapter = createAdapter(app.api)
})
afterAll(() => app.close())
beforeEach(() => {
  app.api.faults.clear()
  app.api.ledger.clear()
})

const window = () => ({
  from: new Date(Date.now() - 3_600_000),
  to: new Date(Date.now() + 60_000),
  ...{ text: null, components: null, limit: 500 },
})
const linesOf = (items: readonly LogItem[]) =>
  items.flatMap((item) => (item.kind === 'line' ? [item.line] : []))
const readLines = async (query = {}) =>
  linesOf(await Array.fromAsync(adapter.logs?.read({ ...window(), ...query }, soon()) ?? []))

test('each component tells its commit, its deployment and its instances', async () => {
  const { components, pin } = await adapter.releases.readRunningRelease(soon())
  expect(pin).toBeNull()
  for (const component of components) {
    expect(component).toMatchObject({
      state: 'running',
      version: null,
      commitSha: app.host.stage.report().release?.commit,
      instances: { desired: 1, running: 1, autoscaling: false },
    })
  }
})

test('a component whose process is down is degraded', async () => {
  app.host.kill('worker')
  const read = async () =>
    (await adapter.releases.readRunningRelease(soon())).components.map(({ state }) => state)
  expect(await until(read, ([, worker]) => worker === 'degraded')).toEqual(['running', 'degraded'])
  await until(read, ([, worker]) => worker === 'running')
})

test('logs are what the processes wrote, by component, with the prefixes they put there', async () => {
  const lines = await readLines()
  const running = lines.filter(({ instance }) => instance === null)
  expect(running.find(({ component }) => component === 'api')?.text).toMatch(/^\[API\] INFO/)
  expect(running.find(({ component }) => component === 'worker')?.text).toMatch(/^\[WORKER\] INFO/)
  expect(lines.find(({ instance }) => instance === 'deploy')?.text).toMatch(/^deployment is/)
  const times = lines.map(({ at }) => at.getTime())
  expect(times).toEqual(times.toSorted((one, other) => other - one))
})

test('the same line read again has the same id, and no two lines share one', async () => {
  const [once, again] = [await readLines(), await readLines()]
  const ids = once.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  expect(again.map(({ id }) => id)).toEqual(expect.arrayContaining(ids))
})

test('lines are found by text and component, and a limit is told', async () => {
  const found = await readLines({ components: ['worker'], text: 'WORKER STARTED' })
  expect(found.length).toBeGreaterThan(0)
  for (const { component, text } of found) {
    expect([component, text]).toEqual(['worker', expect.stringMatching(/worker started/)])
  }
  const items = await Array.fromAsync(adapter.logs?.read({ ...window(), limit: 1 }, soon()) ?? [])
  expect(items.map(({ kind }) => kind)).toEqual(['line', 'notice'])
})

test('an address of a log that has expired is asked for anew', async () => {
  await readLines()
  app.api.ledger.clear()
  app.api.faults.add({ path: '/logs/', effect: 'denied', times: 1 })
  expect((await readLines({ components: ['api'] })).length).toBeGreaterThan(0)
})

test('an address of a log inside the network is not called, and the error does not tell it', async () => {
  const careful = createAdapter(app.api, { connectsLogs: false })
  const error = await Array.fromAsync(careful.logs?.read(window(), soon()) ?? []).catch(
    (reason: unknown) => reason,
  )
  expect(app.api.ledger.list().filter(({ path }) => path.startsWith('/logs/'))).toEqual([])
  expect(String(error)).not.toMatch(/token=|expires=/)
  expect(error).toMatchObject({ name: 'HostingError' })
})

test('lines are followed over a WebSocket as they are written', async () => {
  const stop = new AbortController()
  const marker = `[API] INFO followed ${Date.now()}`
  const file = app.host.stage.findLogFile('api')
  const writing = setInterval(() => {
    appendFileSync(file, `${new Date().toISOString()} ${marker}\n`)
  }, 300)
  const found: string[] = []
  const query = { text: 'followed', components: ['api'] }
  for await (const item of adapter.logs?.follow?.(query, stop.signal) ?? []) {
    if (item.kind === 'line') found.push(item.line.text)
    if (found.length === 2) stop.abort()
  }
  clearInterval(writing)
  expect(found).toEqual([marker, marker])
})

test('settings are named with their kind; only values that are no secret have a fingerprint', async () => {
  const settings = await adapter.configuration?.listSettings((value) => `print:${value}`, soon())
  expect(settings).toContainEqual(
    expect.objectContaining({ name: 'JWT_SECRET', kind: 'secret', fingerprint: null }),
  )
  expect(settings).toContainEqual(
    expect.objectContaining({
      ...{ name: 'LOG_PREFIX', component: 'api', kind: 'variable', fingerprint: 'print:[API]' },
    }),
  )
  expect(settings?.filter(({ kind }) => kind === 'secret')).toHaveLength(9)
})

test('facts say where the app lies and which TLS its domain takes', async () => {
  expect(await adapter.facts?.readFacts(soon())).toEqual(
    expect.arrayContaining([
      { name: 'region', subject: 'hackthestudy', value: 'fra' },
      { name: 'tls_minimum', subject: 'api.hackthestudy.ch', value: '1.2' },
      { name: 'state', subject: 'hackthestudy', value: 'ACTIVE' },
    ]),
  )
})

test('a wrong token is denied by name of the scope and never repeated', async () => {
  const stranger = createAdapter(app.api, { token: 'dop_v1_of-somebody-else' })
  const report = await stranger.checkAccess(soon())
  expect(report.checks.every(({ state }) => state === 'denied')).toBe(true)
  expect(JSON.stringify(report)).not.toContain('of-somebody-else')
  const { identity, policy, checks } = await adapter.checkAccess(soon())
  // Asking whether a rollback would be taken is allowed, which does not prove that one is.
  expect(checks.find(({ capability }) => capability === 'rollback')?.state).toBe('unknown')
  expect(identity).toBe('platform@learning.example')
  expect(policy?.text).toMatch(/app:read[\s\S]*app:update/)
  expect(JSON.stringify(report)).not.toContain(token)
})

test('a log that only comes live is read until it is silent', async () => {
  const { body } = await fetchLogUrl('api')
  const outbound = createOutboundClient({
    ...{ allow: '', connectTo: `${logHost}:80=127.0.0.1:${app.api.port}` },
  })
  let asked = 0
  const renew = async () => {
    asked += 1
    return { live_url: body.live_url }
  }
  const lines = await readWholeLog(outbound, renew, soon())
  expect(lines.some((line) => line.includes('[API] INFO'))).toBe(true)
  expect(asked).toBe(1)
  await outbound.close()
})

async function fetchLogUrl(component: string) {
  const { appId, deployments } = app.api.app.store.state
  const at = `${app.api.url}/v2/apps/${appId}/deployments/${deployments[0]?.id}`
  const answer = await fetch(`${at}/components/${component}/logs?type=RUN&follow=true`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return { body: (await answer.json()) as { live_url: string } }
}
