import { createServer, type Server } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSupabaseAdapter } from '#lib/hosting/supabase/index.ts'
import type { RestStandIn } from '#sandbox/rest/start-rest.ts'
import { type SupabaseOptions, startSupabase } from '#sandbox/supabase/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'

const token = 'sbp_0123456789abcdef0123456789abcdef01234567'
const hour = 3_600_000
const at = (hoursAgo: number) => new Date(Math.floor(Date.now() / 1000) * 1000 - hoursAgo * hour)
const backup = (id: number, hoursAgo: number, status = 'COMPLETED') => ({
  ...{ id, inserted_at: at(hoursAgo).toISOString(), status, is_physical_backup: false },
})

const start = (options: Partial<SupabaseOptions> = {}) =>
  startSupabase({ token, project: 'sandbox', databasePort: 9, ...options })
const createAdapter = (api: RestStandIn) =>
  createSupabaseAdapter({
    target: { project: 'sandbox' },
    credential: { token },
    components: [],
    endpoint: api.url,
  })

describeHostingAdapter({
  name: 'Supabase',
  standIn: async () => toHostingStandIn(await start({ backups: [backup(1, 3)] })),
  create: ({ api }) => createAdapter(api),
  secrets: [token],
})

let api: RestStandIn | null = null
let database: Server
beforeEach(async () => {
  database = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => database.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  await api?.close()
  database.close()
})

const soon = () => AbortSignal.timeout(10_000)
const week = () => ({ since: at(24 * 7), path: null, pattern: null })

async function list(options: Partial<SupabaseOptions>) {
  api = await start(options)
  return createAdapter(api).backups?.listBackups(week(), soon())
}

test('backups that failed or still run count as what they are, and removed ones not at all', async () => {
  const backups = [
    backup(1, 30),
    backup(2, 6, 'FAILED'),
    backup(3, 1, 'PENDING'),
    backup(4, 50, 'REMOVED'),
    backup(5, 60, 'ARCHIVED'),
  ]
  const listing = await list({ backups })
  expect(listing?.backups.map(({ externalId, state }) => [externalId, state])).toEqual([
    ['3', 'running'],
    ['2', 'failed'],
    ['1', 'complete'],
  ])
  expect(listing?.restorable).toBeNull()
})

test('a physical backup newer than the list is the newest one', async () => {
  const physical = { earliest: at(48).getTime() / 1000, latest: at(1).getTime() / 1000 }
  const listing = await list({ backups: [backup(1, 20)], physical, pitrEnabled: true })
  expect(listing?.backups[0]).toMatchObject({ state: 'complete', madeAt: at(1), sizeBytes: null })
  expect(listing?.restorable).toEqual({ from: at(48), to: at(1) })
})

test('no backup is an empty list, told by a project that was really asked', async () => {
  expect(await list({})).toMatchObject({ backups: [], restorable: null, truncated: false })
})

test('health is what each service says, and bad when the database takes no connection', async () => {
  const address = database.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  api = await start({ databasePort: port })
  const facts = () => createAdapter(api as RestStandIn).facts?.readFacts(soon())
  expect(await facts()).toEqual(
    expect.arrayContaining([
      { name: 'region', subject: 'sandbox', value: 'eu-central-1' },
      { name: 'state', subject: 'sandbox/db', value: 'ACTIVE_HEALTHY' },
    ]),
  )
  await new Promise((resolve) => database.close(resolve))
  expect(await facts()).toEqual(
    expect.arrayContaining([{ name: 'state', subject: 'sandbox/db', value: 'UNHEALTHY' }]),
  )
})
