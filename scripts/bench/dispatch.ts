import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { withBenchRun } from './bench-run.ts'
import { type ConnectedPortal, startConnectedPortal } from './connected-portal.ts'
import { type Figure, format, limited, type Report, told, toText } from './report.ts'
import { type Call, findDispatch, listReadsBefore, readCalls } from './stand-in/ledger.ts'
import { benchTag, personalToken, type StandIn } from './stand-in/place.ts'
import { toSpread } from './statistics.ts'

const warmUp = 10
const clicks = 80
/** Each is deployed to once: its stage is free, and its record is as short as any other's. */
const systems = Array.from({ length: warmUp + clicks }, (_, index) => `system-${index}`)
const stage = 'production'
const limitMs = 50

/** How long it takes from a click on "Deploy" until GitHub hears of it, through the real processes. */
export function benchDispatch(signal: AbortSignal): Promise<Report> {
  return withBenchRun(signal, async (run) => {
    const portal = await startConnectedPortal(run, {
      name: 'dispatch',
      systems: systems.map((slug) => ({ slug, stages: [stage] })),
    })
    const measured = await run.steps.run('Dispatches measured', () => measure(portal))
    return { title: `From a click to GitHub, ${clicks} deployments`, figures: toFigures(measured) }
  })
}

interface Click {
  readonly system: string
  readonly atMs: number
  /** Until the portal answered. */
  readonly answeredMs: number
  /** The same reads as the portal's, bare and at once. */
  readonly readsMs: number
}

interface Measured {
  readonly clicks: readonly Click[]
  readonly records: readonly DeploymentRecord[]
  readonly calls: readonly Call[]
  readonly reads: readonly string[]
}

async function measure(portal: ConnectedPortal): Promise<Measured> {
  const measured: Click[] = []
  let reads: readonly string[] = []
  for (const [index, system] of systems.entries()) {
    const clicked = await click(portal, system)
    // Each click by itself: until the deployment before has been followed to its end.
    await sleep(1_800 + Math.random() * 300)
    if (index === warmUp) reads = await learnReads(portal.standIn, measured.slice(warmUp / 2))
    const readsMs = index < warmUp ? 0 : await replay(portal.standIn, reads)
    measured.push({ ...clicked, readsMs })
    await sleep(100)
  }
  await sleep(2_000)
  const [calls, records] = await Promise.all([readCalls(portal.standIn), readRecords(portal)])
  return { clicks: measured.slice(warmUp), records, calls, reads }
}

const recordSchema = z.object({ system: z.string(), storedAt: z.date(), claimedAt: z.date() })
type DeploymentRecord = z.infer<typeof recordSchema>

async function readRecords({ databaseUrl }: ConnectedPortal): Promise<readonly DeploymentRecord[]> {
  const rows = await queryDatabase(
    databaseUrl,
    `SELECT s.slug AS system, d.created_at AS "storedAt", d.claimed_at AS "claimedAt"
     FROM deployment d JOIN stage g ON g.id = d.stage_id JOIN system s ON s.id = g.system_id`,
  )
  return z.array(recordSchema).parse(rows)
}

async function click({ url, reader }: ConnectedPortal, system: string) {
  const atMs = Date.now()
  const startedAt = performance.now()
  const answer = await fetch(`${url}/api/v1/systems/${system}/stages/${stage}/deployments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${reader.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ref: benchTag }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await answer.text()
  if (answer.status !== 202) throw new Error(`The click was answered ${answer.status}: ${text}`)
  return { system, atMs, answeredMs: performance.now() - startedAt }
}

/** The reads that every one of these clicks cost, from what the stand-in received; what else the worker asked is left out. */
async function learnReads(standIn: StandIn, clicked: readonly Click[]) {
  const calls = await readCalls(standIn)
  const ofEach = clicked.map((one) => new Set(listReads(calls, one).map(({ path }) => path)))
  const [first = new Set<string>(), ...others] = ofEach
  return [...first].filter((path) => others.every((paths) => paths.has(path)))
}

function listReads(calls: readonly Call[], { system, atMs }: Click): readonly Call[] {
  const dispatch = findDispatch(calls, `${system}/${stage}`)
  return dispatch === null ? [] : listReadsBefore(calls, { sinceMs: atMs, dispatch })
}

async function replay({ apiUrl }: StandIn, reads: readonly string[]): Promise<number> {
  const startedAt = performance.now()
  await Promise.all(
    reads.map(async (path) => {
      const answer = await fetch(apiUrl + path, {
        headers: { authorization: `Bearer ${personalToken}` },
        signal: AbortSignal.timeout(20_000),
      })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`The stand-in answered ${answer.status} to ${path}.`)
    }),
  )
  return performance.now() - startedAt
}

function toFigures(all: Measured): readonly Figure[] {
  const { clicks: measured, reads } = all
  const phases = measured.map((click) => toPhases(all, click))
  const received = toSpread(phases.map(({ receivedMs }) => receivedMs))
  const own = toSpread(measured.map(({ readsMs }) => readsMs))
  const spreadOf = (read: (phase: Phases) => number) => toText(toSpread(phases.map(read)))
  return [
    told('click to the dispatch received', toText(received)),
    told(
      '  until the portal reads from GitHub',
      spreadOf(({ readingMs }) => readingMs),
    ),
    told(
      '  until it stores the deployment',
      spreadOf(({ storedMs }) => storedMs),
    ),
    told(
      '  until the worker claims it',
      spreadOf(({ claimedMs }) => claimedMs),
    ),
    told(
      'click to the answer of the portal',
      toText(toSpread(measured.map((it) => it.answeredMs))),
    ),
    told(`the stand-in's own answers to the ${reads.length} reads before, bare`, toText(own)),
    told('click against bare reads', `median ${format(received.medianMs / own.medianMs)} ×`),
    told(
      "the stand-in's own answers, within the click",
      spreadOf(({ answeringMs }) => answeringMs),
    ),
    limited("p95 over the stand-in's own answers", {
      value: toSpread(phases.map(({ receivedMs, answeringMs }) => receivedMs - answeringMs)).p95Ms,
      atMost: limitMs,
      unit: 'ms',
    }),
  ]
}

/** Since the click, in milliseconds; infinite for what did not happen. */
interface Phases {
  readonly readingMs: number
  readonly storedMs: number
  readonly claimedMs: number
  readonly receivedMs: number
  /** How long the stand-in was at work on the reads before: from its first one on to the end of its last. */
  readonly answeringMs: number
}

function toPhases({ calls, records, reads }: Measured, click: Click): Phases {
  const record = records.find(({ system }) => system === click.system)
  const dispatch = findDispatch(calls, `${click.system}/${stage}`)
  const own = listReads(calls, click).filter(({ path }) => reads.includes(path))
  const [firstRead] = own
  const since = (at: Date | string | undefined) =>
    at === undefined ? Number.POSITIVE_INFINITY : new Date(at).getTime() - click.atMs
  return {
    readingMs: since(firstRead?.at),
    storedMs: since(record?.storedAt),
    claimedMs: since(record?.claimedAt),
    receivedMs: since(dispatch?.at),
    answeringMs:
      Math.max(...own.map(({ endedAt }) => since(endedAt ?? undefined))) - since(firstRead?.at),
  }
}
