import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tls from 'node:tls'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { setCredential } from '#lib/credentials/index.ts'
import { answerPing, getPingUrl, startProber } from '#lib/health/index.ts'
import { getRun, startRun, startSpikeRunner } from '#lib/spikes/index.ts'
import { openAuthority } from '#sandbox/edge/authority.ts'
import { startDatabaseListener } from '#sandbox/edge/database-listener.ts'
import { startEdge } from '#sandbox/edge/start-edge.ts'
import { startHost } from '#sandbox/host/start-host.ts'
import { openPortBook } from '#sandbox/ports.ts'
import { startSshHosts } from '#sandbox/ssh/index.ts'
import { buildRepository, readSource } from '#sandbox/systems/build-repository.ts'
import { mvp } from '#sandbox/systems/mvp.ts'
import { eventually } from '#tests/health/factory.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { as, createSpike, type TestSpike } from './support.ts'

useDatabase()

const hostname = 'staging.mvp.example'
const stops: (() => Promise<unknown> | unknown)[] = []
let spike: TestSpike
let worker: () => { readonly status: string; readonly restarts: number } | undefined

beforeAll(async () => {
  const sandbox = await startMvp()
  process.env.OUTBOUND_CONNECT_TO = sandbox.connectTo
  const caCertificates = [...tls.getCACertificates('default'), sandbox.ca]
  tls.setDefaultCACertificates(caCertificates)
  const text = readSource('mvp').get('docs/spikes/DEC-020-hosting.md') ?? ''
  spike = await createSpike(text, { system: 'mvp', url: `https://${hostname}` })
  await describeStage(sandbox.fingerprint, sandbox.privateKey)
  await sandbox.setHeartbeat(await startPings())
  worker = sandbox.worker
  const end = new AbortController()
  const running = [startSpikeRunner({ signal: end.signal }), startProber({ signal: end.signal })]
  stops.push(() => {
    end.abort()
    return Promise.all(running)
  })
}, 120_000)

afterAll(async () => {
  for (const stop of stops.reverse()) await stop()
}, 60_000)

/** The processes of the sample system, its database, the edge in front and the sshd of its host. */
async function startMvp() {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-spikes-'))
  stops.push(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  const [sample] = mvp.stages
  if (!sample?.server) throw new Error('The sample system has no host.')
  const ports = openPortBook(home)
  const database = await startDatabaseListener('database', ports)
  const repository = await buildRepository(mvp.history, { folder: home, now: new Date() })
  const settings = Object.fromEntries(
    Object.entries(sample.settings).map(([name, value]) => [
      name,
      value.replace('{{database}}', `127.0.0.1:${database.port}`),
    ]),
  )
  const host = await startHost({
    home: join(home, 'host'),
    stages: [{ system: 'mvp', stage: 'staging', repository, settings }],
    ports,
    services: new Map(),
    outside: { port: 1, caFile: '' },
  })
  await host.resume([{ system: 'mvp', stage: 'staging', commit: sample.initialRelease }])
  const stage = host.findStage('mvp', 'staging')
  if (!stage) throw new Error('The stage was not started.')
  const authority = openAuthority(join(home, 'certificates'))
  const route = { hostname, component: 'web', system: 'mvp', stage: 'staging' }
  const edge = await startEdge({
    ...{ routes: [route], authority, ports },
    findPort: ({ system, component }) => host.findPort(system, 'staging', component),
  })
  const ssh = await startSshHosts({
    ...{ folder: join(home, 'ssh'), ports },
    stages: [{ server: sample.server, stage, repository, database }],
  })
  stops.push(async () => {
    edge.stop()
    await ssh.stop()
    await host.stop()
    await database.stop()
  })
  const [server] = ssh.hosts
  return {
    connectTo: `${hostname}:443=127.0.0.1:${edge.port},${hostname}:22=127.0.0.1:${server?.port}`,
    ca: readFileSync(authority.caFile, 'utf8'),
    fingerprint: server?.fingerprint ?? '',
    privateKey: readFileSync(ssh.privateKeyFile, 'utf8'),
    setHeartbeat: (url: string) => stage.setHeartbeatUrl('worker', url),
    worker: () => stage.report().processes.find(({ component }) => component === 'worker'),
  }
}

/** What the catalog, an admin and the first start would store. */
async function describeStage(fingerprint: string, privateKey: string): Promise<void> {
  const db = getDb()
  for (const [position, slug] of ['web', 'worker'].entries()) {
    const data = { systemId: spike.systemId, slug, name: slug, kind: slug, position }
    await db.component.create({ data })
  }
  const services = {
    web: { systemd: 'mvp-web.service' },
    worker: { systemd: 'mvp-worker.service' },
  }
  await db.stage.update({
    where: { id: spike.stageId },
    data: {
      hostingKind: 'single-host',
      hostingTarget: {
        ...{ host: hostname, user: 'deploy', services },
        databaseUnit: 'postgresql.service',
      },
    },
  })
  await setCredential(
    operatorContext(),
    { platform: 'single-host', account: 'default' },
    { credential: { privateKey } },
  )
  await db.hostKey.create({
    data: { host: hostname, port: 22, fingerprint, pinnedBy: 'emil', pinnedAt: new Date() },
  })
  const component = await db.component.findFirstOrThrow({ where: { slug: 'worker' } })
  await db.probe.create({
    data: {
      ...{ stageId: spike.stageId, componentId: component.id, slug: 'worker-alive' },
      kind: 'heartbeat',
      config: { periodSeconds: 15, graceSeconds: 5 },
      ...{ intervalSeconds: 15, timeoutMs: 5_000, retries: 0 },
    },
  })
}

/** Receives pings as the portal does; gives the address for the worker. */
async function startPings(): Promise<string> {
  const ctx = operatorContext()
  const address = { system: 'mvp', stage: 'staging', probe: 'worker-alive' }
  const { url } = await getPingUrl(ctx, address)
  const token = new URL(url).pathname.split('/').at(-1) ?? ''
  const server = createServer((request, response) => {
    const ping = new Request(`http://portal.test${request.url}`, { method: 'POST' })
    void answerPing(ping, { token }).then((answer) => response.writeHead(answer.status).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(() => server.close())
  const bound = server.address()
  return `http://127.0.0.1:${typeof bound === 'object' ? bound?.port : 0}/api/ping/${token}`
}

async function run(name: string, timeoutMs: number) {
  const { number } = await startRun(
    as('engineer'),
    { spike: spike.id },
    { test: name, confirm: true },
  )
  await eventually(async () => {
    const { state } = await getRun(as('viewer'), { spike: spike.id, run: number })
    expect(['queued', 'running']).not.toContain(state)
  }, timeoutMs)
  return getRun(as('viewer'), { spike: spike.id, run: number })
}

const told = (view: Awaited<ReturnType<typeof run>>) =>
  view.steps.map(({ plan, state, reason, evidence }) => ({
    kind: plan.kind,
    state,
    reason,
    evidence,
  }))

test('smoke: a job of ten seconds is queued, asked for and succeeds with one effect', async () => {
  const view = await run('smoke', 60_000)
  expect(view.state, JSON.stringify(told(view))).toBe('passed')
  expect(view.captured).toMatchObject({ attempts: 1, effects: 1 })
}, 90_000)

test('failure: the worker is killed in the middle of a job, which is taken up again and has exactly one effect; the database restarts', async () => {
  const view = await run('failure', 150_000)
  expect(view.state, JSON.stringify(told(view))).toBe('passed')
  expect(view.captured).toMatchObject({ attempts: 2, effects: 1, afterRestart: 200 })
  expect(worker()).toMatchObject({ status: 'running' })
}, 180_000)

test('ops: the id of the job stands in the logs, and a stopped worker shows on its probe and comes back', async () => {
  const view = await run('ops', 240_000)
  expect(view.state, JSON.stringify(told(view))).toBe('passed')
  const [, log, , down] = view.steps
  expect(log?.evidence?.lines?.[0]).toContain(String(view.captured.job))
  expect(down?.evidence?.health).toBe('down')
  expect(worker()).toMatchObject({ status: 'running' })
}, 280_000)
