import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createDatabaseAdapter } from '#lib/hosting/digitalocean-database/index.ts'
import { toListing } from '#lib/hosting/digitalocean-database/mapper.ts'
import { startSampleDatabase } from '#sandbox/digitalocean/database.ts'
import { json } from '#sandbox/rest/route.ts'
import { type RestStandIn, startRest } from '#sandbox/rest/start-rest.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'

const token = 'dop_v1_secret-of-the-learning-team'
const words = {
  unauthorized: json(401, { id: 'unauthorized', message: 'Unable to authenticate you' }),
  denied: json(403, { id: 'forbidden', message: 'You are missing the required permission' }),
  throttled: json(429, { id: 'too_many_requests' }, { 'retry-after': '17' }),
  notFound: json(404, { id: 'not_found', message: 'Not found' }),
  unavailable: json(503, { id: 'service_unavailable', message: 'Unavailable' }),
}

async function startDatabase() {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-database-'))
  const file = join(folder, 'queue.sqlite')
  const data = new DatabaseSync(file)
  data.exec("create table jobs (id text); insert into jobs values ('one')")
  data.close()
  const database = startSampleDatabase({
    ...{ name: 'hackthestudy', file, folder: join(folder, 'backups'), everyMs: 3_600_000 },
  })
  await database.backUpIfDue()
  const api = await startRest({ token, words, routes: database.routes })
  const close = async () => {
    await Promise.all([api.close(), database.stop()])
    rmSync(folder, { recursive: true, force: true })
  }
  return { api, close, backups: join(folder, 'backups') }
}

const createAdapter = (api: RestStandIn) =>
  createDatabaseAdapter({
    target: { cluster: 'hackthestudy' },
    credential: { token },
    components: [],
    endpoint: api.url,
  })

describeHostingAdapter({
  name: 'a managed database on DigitalOcean',
  async standIn() {
    const { api, close } = await startDatabase()
    return toHostingStandIn(api, close)
  },
  create: ({ api }) => createAdapter(api),
  secrets: [token],
})

let running: Awaited<ReturnType<typeof startDatabase>>
beforeAll(async () => {
  running = await startDatabase()
})
afterAll(() => running.close())

const soon = () => AbortSignal.timeout(10_000)
const since = (hours: number) => ({
  ...{ since: new Date(Date.now() - hours * 3_600_000), path: null, pattern: null },
})

test('backups are told with time, size and region, and hold the data they were made from', async () => {
  const listing = await createAdapter(running.api).backups?.listBackups(since(24), soon())
  expect(listing).toMatchObject({
    backups: [{ state: 'complete', region: 'fra1', isCopy: false }],
    restorable: null,
    truncated: false,
  })
  const [backup] = listing?.backups ?? []
  expect(backup?.sizeBytes).toBeGreaterThan(4_000)
  expect(Math.abs(Date.now() - (backup?.madeAt?.getTime() ?? 0))).toBeLessThan(60_000)
})

test('backups older than asked for are left out', async () => {
  const tomorrow = { ...since(-24) }
  const listing = await createAdapter(running.api).backups?.listBackups(tomorrow, soon())
  expect(listing?.backups).toEqual([])
})

test('one that is being made counts as running, never as a backup', () => {
  const cluster = { id: '1', name: 'data', engine: 'pg', region: 'fra1' }
  const { backups } = toListing(cluster, { backups: [], backup_progress: '36' }, since(1))
  expect(backups).toMatchObject([{ state: 'running', madeAt: null }])
})

test('a cluster that the token does not show is not found, by name', async () => {
  const adapter = createDatabaseAdapter({
    target: { cluster: 'elsewhere' },
    credential: { token },
    components: [],
    endpoint: running.api.url,
  })
  await expect(adapter.facts?.readFacts(soon())).rejects.toMatchObject({
    failure: 'not_found',
    message: expect.stringMatching(/"elsewhere"/),
  })
})

test('facts tell engine, region, state, and whether everybody may connect', async () => {
  expect(await createAdapter(running.api).facts?.readFacts(soon())).toEqual([
    { name: 'engine', subject: 'hackthestudy', value: 'pg 16' },
    { name: 'region', subject: 'hackthestudy', value: 'fra1' },
    { name: 'state', subject: 'hackthestudy', value: 'online' },
    { name: 'public_access', subject: 'hackthestudy', value: false },
  ])
})
