import { createHash, randomBytes } from 'node:crypto'
import { z } from 'zod'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { withBenchRun } from './bench-run.ts'
import { type ConnectedPortal, startConnectedPortal } from './connected-portal.ts'
import { withClient } from './databases.ts'
import { fillDay } from './logs/fill-day.ts'
import { measureFirstLines } from './logs/first-line.ts'
import { startProviders } from './logs/providers.ts'
import { type Pushed, pushSteadily } from './logs/push-steadily.ts'
import { storeCredentials } from './logs/store-credentials.ts'
import { type Figure, limited, type Report, told, toText } from './report.ts'
import { toSpread } from './statistics.ts'
import { timedGetOf } from './timed-get.ts'

const linesPerSecond = 2_000
const seconds = Number(process.env.BENCH_LOG_SECONDS ?? 60)
const storedLines = Number(process.env.BENCH_LOG_LINES ?? 10_000_000)
const ingestLimitMs = 100
const followLimitMs = 300
const searchLimitMs = 1_000
const pageLines = 500
const path = '/api/v1/systems/shop/stages/production/logs'

/** Whether pushed lines are taken at their pace, are seen at once, and are found among a day's ten million. */
export function benchLogs(signal: AbortSignal): Promise<Report> {
  return withBenchRun(signal, async (run) => {
    const providers = await startProviders(run.home.path('providers'))
    const portal = await startConnectedPortal(run, {
      ...{ name: 'logs', settings: providers.settings },
      systems: [
        { slug: 'shop', stages: ['production'] },
        {
          slug: 'clouds',
          stages: ['production'],
          component: 'api',
          stageLines: providers.catalog.logs,
        },
        {
          slug: 'app',
          stages: ['production'],
          component: 'api',
          stageLines: providers.catalog.hosting,
        },
      ],
    })
    await storeCredentials(portal)
    const stage = await seedStage(portal)
    const pushing = { url: portal.url, token: stage.token, linesPerSecond }
    await pushSteadily({ ...pushing, seconds: 5 })
    const pushed = await run.steps.run('Lines pushed', () => pushSteadily({ ...pushing, seconds }))
    const followedMs = await run.steps.run('Following measured', () =>
      measureFollowing(portal, stage.token),
    )
    const firstLines = await run.steps.run('Platforms asked', () =>
      measureFirstLines(portal, providers),
    )
    await providers.close()
    const newestMs = await measureReads(portal, '?source=push', 30)
    await run.steps.run(`${storedLines} lines stored`, () =>
      withClient(portal.databaseUrl, (client) => fillDay(client, stage.id, storedLines)),
    )
    const searches = await run.steps.run('Searches measured', () => measureSearches(portal))
    return {
      title: `Logs, ${linesPerSecond} lines a second for ${seconds} s, search in ${storedLines} lines of a day`,
      figures: [...toFigures({ pushed, followedMs, newestMs, searches }), ...firstLines],
    }
  })
}

async function seedStage({ databaseUrl }: ConnectedPortal) {
  const [row] = await queryDatabase(
    databaseUrl,
    "SELECT t.id::text FROM stage t JOIN system y ON y.id = t.system_id WHERE y.slug = 'shop'",
  )
  const { id } = z.object({ id: z.uuid() }).parse(row)
  const token = `leit_log_${randomBytes(24).toString('hex')}`
  const hash = createHash('sha256').update(token).digest('hex')
  await withClient(databaseUrl, (client) =>
    client.query(
      `INSERT INTO log_token (id, stage_id, name, prefix, hash, created_by)
       VALUES (uuidv7(), $1, 'bench', 'leit_log_', $2, 'bench')`,
      [id, hash],
    ),
  )
  return { id, token }
}

/** From sending a line until a follower has it, less what sending took: what following adds. */
async function measureFollowing(
  { url, reader }: ConnectedPortal,
  token: string,
): Promise<number[]> {
  const ending = new AbortController()
  const response = await fetch(`${url}${path}/stream?source=push`, {
    headers: { authorization: `Bearer ${reader.token}` },
    signal: ending.signal,
  })
  const heard: number[] = []
  const listening = (async () => {
    for await (const chunk of response.body ?? []) {
      if (Buffer.from(chunk).includes('event: lines')) heard.push(performance.now())
    }
  })().catch(() => {})
  const durations: number[] = []
  for (let round = 0; round < 20; round += 1) {
    heard.length = 0
    await pushSteadily({ url, token, linesPerSecond: 100, seconds: 1 })
    const answeredAt = performance.now()
    const deadline = answeredAt + 5_000
    while (heard.length === 0 && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    durations.push(Math.max(0, (heard[0] ?? deadline) - answeredAt))
  }
  ending.abort()
  await listening
  return durations
}

async function measureReads(
  { url, reader }: ConnectedPortal,
  query: string,
  rounds: number,
): Promise<number[]> {
  const headers = { authorization: `Bearer ${reader.token}` }
  const durations: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    durations.push((await timedGetOf(200, `${url}${path}${query}`, { headers })).wholeMs)
  }
  return durations
}

const searched: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'text of most lines': { q: 'GET /api' },
  'an id': { q: createHash('md5').update('777').digest('hex') },
  'a number in a common path': { q: '/api/orders/123456' },
  nothing: { q: 'no such text anywhere' },
  'two common words that never meet': { q: 'answered GET' },
  'a pattern around a number': { q: 'orders/123456 answered (200|500)', regex: 'true' },
  'a pattern without any rare word': { q: 'answered \\d{3} .*GET', regex: 'true' },
  'errors of one customer': { q: 'customer 4711', level: 'error,fatal' },
  'every error': { level: 'error,fatal' },
}

async function measureSearches(
  portal: ConnectedPortal,
): Promise<Readonly<Record<string, number[]>>> {
  const today = new Date().toISOString().slice(0, 10)
  const window = {
    from: new Date(Date.parse(today) - 86_400_000).toISOString(),
    to: new Date(Date.parse(today)).toISOString(),
  }
  const durations: Record<string, number[]> = {}
  for (const [name, question] of Object.entries(searched)) {
    const query = new URLSearchParams({ source: 'push', ...question, ...window })
    const end = await findEnd(portal, `?${query}`)
    durations[end ? `${name} (ended at ${end})` : name] = await measureReads(portal, `?${query}`, 5)
  }
  return durations
}

const page = z.object({
  lines: z.array(z.unknown()),
  sources: z.array(z.object({ searchedTo: z.string().nullable() })),
})

/** Where a search said that it ended early; null for one that looked at everything or is full. */
async function findEnd({ url, reader }: ConnectedPortal, query: string): Promise<string | null> {
  const headers = { authorization: `Bearer ${reader.token}` }
  const answer = await fetch(`${url}${path}${query}&limit=${pageLines}`, { headers })
  const { lines, sources } = page.parse(await answer.json())
  const end = lines.length < pageLines ? sources[0]?.searchedTo : null
  return end ? end.slice(11, 16) : null
}

interface Measured {
  readonly pushed: Pushed
  readonly followedMs: readonly number[]
  readonly newestMs: readonly number[]
  readonly searches: Readonly<Record<string, readonly number[]>>
}

function toFigures({ pushed, followedMs, newestMs, searches }: Measured): readonly Figure[] {
  const sorted = pushed.answeredMs.toSorted((a, b) => a - b)
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? Number.NaN
  return [
    told('answer to a batch of 100 lines', toText(toSpread(pushed.answeredMs))),
    limited('p99 of these', { value: p99, atMost: ingestLimitMs, unit: 'ms' }),
    limited('refused', { value: pushed.refused, atMost: 0, unit: `of ${sorted.length}` }),
    limited('what following adds, p95', {
      value: toSpread(followedMs).p95Ms,
      atMost: followLimitMs,
      unit: 'ms',
    }),
    told('newest 500 lines', toText(toSpread(newestMs))),
    ...Object.entries(searches).map(([name, durations]) =>
      limited(`search for ${name}, median`, {
        value: toSpread(durations).medianMs,
        atMost: searchLimitMs,
        unit: 'ms',
      }),
    ),
  ]
}
