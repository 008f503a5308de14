import type pg from 'pg'
import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import { newId } from '#lib/core/ids.ts'
import type { Logger } from '#lib/core/logger.ts'
import { onClient } from '#lib/core/run-sql.ts'
import { isMisfire } from '#lib/core/slots.ts'
import { listenerRole, listOutages, type Outage } from '../list-outages.ts'
import { type ClaimedProbe, claimProbes } from './claim-probes.ts'
import { createDatabaseClock, type DatabaseClock } from './database-clock.ts'
import { createDefinitions } from './definitions.ts'
import { keepProber, recordCutOff, removeProber } from './keep-prober.ts'
import { giveBack, planProbes } from './reschedule-probes.ts'
import { createResultBuffer } from './result-buffer.ts'
import { runProbe } from './run-probe.ts'
import { createRuns } from './runs.ts'
import { createSilenceJudge } from './silence.ts'
import { createSystemIds } from './system-ids.ts'
import { writeResults } from './write-results.ts'

export interface ProberSettings {
  readonly pool: pg.Pool
  readonly client: OutboundClient
  readonly logger: Logger
  /** Ping URLs are derived from it. */
  readonly secret: string
  /** Probes taken at once by this process; default 1,000. */
  readonly concurrency?: number
  /** Calls at once to one host; default 4. */
  readonly perHost?: number
  readonly onStarted?: (lagMs: number) => void
}

export interface Prober {
  /** Takes what is due soon and writes what is done. */
  tick(): Promise<void>
  /** Says that it lives; looks whether the network is back. */
  beat(): Promise<void>
  /** Gives back what has not started, ends what has, writes the rest. */
  stop(): Promise<void>
}

/** Far enough ahead that a probe is in hand when its slot comes, whatever the pace of ticks. */
const aheadMs = 1_200

const outagesMaxAgeMs = 10_000

export function createProber(settings: ProberSettings): Prober {
  const { pool, client, logger, secret, concurrency = 1_000, perHost = 4, onStarted } = settings
  const id = newId()
  const clock = createDatabaseClock()
  const definitionOf = createDefinitions()
  const systems = createSystemIds(pool)
  const outages = createOutages(pool)
  const buffer = createResultBuffer((results) => writeResults(pool, results), logger)
  const around = { client, clock, outages: outages.current }
  let standsAside = false

  const silence = createSilenceJudge(async (isCutOff) => {
    standsAside = (await keepProber(pool, { id, isCutOff })) > 0 && isCutOff
    if (!standsAside) await recordCutOff(pool, isCutOff)
  }, logger)

  const runs = createRuns({
    clock,
    perHost,
    ...(onStarted ? { onStarted } : {}),
    run: async (probe, definition) => {
      const result = await runProbe(probe, definition, around)
      if (definition.host === '') return buffer.add(result)
      const brief = { ...probe, timeoutMs: Math.min(probe.timeoutMs, 3_000) }
      const recheck = async () => !(await runProbe(brief, definition, around)).measurement?.unheard
      buffer.add(await silence.judge(systems.get(probe.stageId), result, recheck))
    },
  })

  async function take(): Promise<void> {
    const limit = Math.min(500, concurrency - runs.count())
    if (limit <= 0 || standsAside) return
    const askedAt = performance.now()
    const { probes, nowMs } = await claimProbes(pool, { limit, aheadMs })
    if (nowMs === null) return
    clock.set(nowMs, askedAt)
    const [late, due] = partition(probes, (probe) => isTooLate(probe, nowMs))
    await giveBack(pool, late, nowMs)
    await systems.load(due.map((probe) => probe.stageId))
    if (due.some((probe) => probe.kind === 'heartbeat')) await outages.refresh()
    for (const probe of due) runs.start(probe, definitionOf(probe))
  }

  return {
    async tick() {
      await readTime(pool, clock)
      await buffer.flush(clock.nowMs())
      await planProbes(pool, clock.nowMs(), secret)
      await take()
    },
    async beat() {
      await silence.reassess()
      const others = await keepProber(pool, { id, isCutOff: silence.isCutOff() })
      standsAside = silence.isCutOff() && others > 0
    },
    async stop() {
      const withdrawn = runs.withdraw()
      if (withdrawn.length > 0) await giveBack(pool, withdrawn, clock.nowMs())
      await runs.finished()
      await buffer.flush(clock.nowMs())
      await removeProber(pool, id)
    },
  }
}

// A heartbeat is judged by what was received, so being late costs nothing.
function isTooLate(probe: ClaimedProbe, nowMs: number): boolean {
  return probe.kind !== 'heartbeat' && isMisfire(probe.slotMs, nowMs)
}

function createOutages(pool: pg.Pool) {
  let known: readonly Outage[] = []
  let readAt = -Infinity
  return {
    current: () => known,
    async refresh() {
      if (performance.now() - readAt < outagesMaxAgeMs) return
      known = await listOutages(onClient(pool), listenerRole)
      readAt = performance.now()
    },
  }
}

async function readTime(pool: pg.Pool, clock: DatabaseClock): Promise<void> {
  const askedAt = performance.now()
  const { rows } = await pool.query<{ nowMs: number }>({
    name: 'prober-time',
    text: 'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"',
  })
  if (rows[0]) clock.set(rows[0].nowMs, askedAt)
}

function partition<T>(items: readonly T[], test: (item: T) => boolean): [T[], T[]] {
  const { yes = [], no = [] } = Object.groupBy(items, (item) => (test(item) ? 'yes' : 'no'))
  return [yes, no]
}
