import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createUptimeRobotAdapter } from '#lib/hosting/uptimerobot/index.ts'
import { toFacts } from '#lib/hosting/uptimerobot/mapper.ts'
import { openAuthority } from '#sandbox/edge/authority.ts'
import { type Edge, startEdge } from '#sandbox/edge/start-edge.ts'
import { openPortBook } from '#sandbox/ports.ts'
import type { RestStandIn } from '#sandbox/rest/start-rest.ts'
import { startUptimeRobot, type UptimeRobot } from '#sandbox/uptimerobot/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'

const token = 'ur_secret-of-the-logistics-team'
const host = 'www.whatsgonow.com'
const folder = mkdtempSync(join(tmpdir(), 'leitstand-uptime-'))
let status = 200
const upstream = createServer((_request, response) => response.writeHead(status).end())
let edge: Edge
let ca: string

beforeAll(async () => {
  await new Promise<void>((resolve) => upstream.listen(0, '127.0.0.1', resolve))
  const authority = openAuthority(join(folder, 'certificates'))
  ca = readFileSync(authority.caFile, 'utf8')
  edge = await startEdge({
    routes: [{ hostname: host, system: 'whatsgonow', stage: 'production', component: 'frontend' }],
    authority,
    ports: openPortBook(folder),
    findPort: () => (upstream.address() as AddressInfo).port,
  })
})
afterAll(() => {
  edge.stop()
  upstream.close()
  rmSync(folder, { recursive: true, force: true })
})

const start = () =>
  startUptimeRobot({
    token,
    monitors: [
      { id: 801, name: host, url: `https://${host}/health`, edge: { port: edge.port, ca } },
    ],
  })
const createAdapter = (api: RestStandIn, monitor: string) =>
  createUptimeRobotAdapter({
    target: { monitor },
    credential: { token },
    components: [],
    endpoint: api.url,
  })
const soon = () => AbortSignal.timeout(10_000)

describeHostingAdapter({
  name: 'UptimeRobot',
  standIn: async () => toHostingStandIn(await start()),
  create: ({ api }) => createAdapter(api, '801'),
  secrets: [token],
})

test('state and share of the day follow what the address really answers', async () => {
  const api: UptimeRobot = await start()
  const read = () => createAdapter(api, '801').facts?.readFacts(soon())
  try {
    await api.look()
    expect(await read()).toEqual(
      expect.arrayContaining([
        { name: 'state', subject: host, value: 'up' },
        { name: 'uptime_percent', subject: host, value: 100 },
      ]),
    )
    status = 503
    await api.look()
    expect(await read()).toEqual(
      expect.arrayContaining([{ name: 'state', subject: host, value: 'down' }]),
    )
    const uptime = (await read())?.find(({ name }) => name === 'uptime_percent')?.value
    expect(uptime).toBeLessThan(100)
    expect(uptime).toBeGreaterThan(0)
  } finally {
    status = 200
    await api.close()
  }
})

test('a monitor is found by the name it shows, and one that is not shown is named', async () => {
  const api = await start()
  try {
    await api.look()
    expect(await createAdapter(api, host).facts?.readFacts(soon())).not.toHaveLength(0)
    await expect(createAdapter(api, 'elsewhere').facts?.readFacts(soon())).rejects.toMatchObject({
      failure: 'not_found',
      message: expect.stringMatching(/"elsewhere"/),
    })
  } finally {
    await api.close()
  }
})

test('without a single look no share of the day is made up', () => {
  const facts = toFacts({ id: 1, friendlyName: 'new', status: 'STARTED', lastDayUptimes: null })
  expect(facts).toEqual([{ name: 'state', subject: 'new', value: 'started' }])
})
