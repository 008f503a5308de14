import type pg from 'pg'
import type { Env } from '#lib/core/env.ts'
import { logger } from '#lib/core/logger.ts'
import { type RunSql, withTransaction } from '#lib/core/run-sql.ts'
import type { ReadCredential } from '#lib/credentials/schemas.ts'
import { openAdapter } from '../open-adapter.ts'
import type { PlatformAdapter } from '../port.ts'
import { type Answer, ask } from './ask.ts'
import { type ClaimedReading, claimReadings, releaseReadings } from './claim-readings.ts'
import type { FactReader } from './fact-reader.ts'
import { type PlannedReading, planReadings, type ReadingPlan } from './plan-readings.ts'
import { projectPlatforms } from './project-platforms.ts'
import { writeAnswer } from './write-readings.ts'

export interface ReaderSettings {
  readonly pool: pg.Pool
  readonly readers: readonly FactReader[]
  readonly readCredential: ReadCredential
  /** Endpoints; those of the process when left out. */
  readonly env?: Partial<Env>
  /** In the transaction that projected platforms: what else depends on them. */
  readonly onProjected?: (run: RunSql, stageIds: readonly string[]) => Promise<void>
  /** Questions under way at once. */
  readonly concurrency?: number
  /** Of these, of one account at once: a hanging one must not take all places. */
  readonly perAccount?: number
  /** How long a question may take. */
  readonly deadlineMs?: number
  /** How much longer a row stays taken: for opening, storing, and a database that is slow for a moment. */
  readonly leaseMarginMs?: number
  /** Opens the adapter of a reading; that of the registry when left out. */
  readonly open?: (reading: PlannedReading) => Promise<PlatformAdapter>
}

export interface Reader {
  /** Brings rows in line with the catalog. */
  plan(): Promise<void>
  /** Takes what is due and starts asking. Does not wait for answers. */
  tick(): Promise<void>
  /** Ends what is under way without storing it; another worker asks again at once. */
  stop(): Promise<void>
  /** Settles when nothing is under way. */
  idle(): Promise<void>
}

const defaultConcurrency = 16
const defaultPerAccount = 4
const defaultDeadlineMs = 20_000
const defaultLeaseMarginMs = 20_000

/** Asks platforms on a schedule. Any number may work on one database: each row is asked by one at a time. */
export function createReader(settings: ReaderSettings): Reader {
  const { pool, readers, concurrency = defaultConcurrency } = settings
  const deadlineMs = settings.deadlineMs ?? defaultDeadlineMs
  const shutdown = new AbortController()
  const underWay = new Map<Promise<void>, string>()
  let current: ReadingPlan = new Map()
  const open = settings.open ?? (({ planned }: PlannedReading) => openAdapter(planned, settings))

  async function answer(claimed: readonly ClaimedReading[]): Promise<void> {
    const [first] = claimed
    if (!first) return
    const given = await ask(first.reading, { open, deadlineMs, signal: shutdown.signal })
    if (shutdown.signal.aborted) {
      await withTransaction(pool, (run) => releaseReadings(run, claimed))
    } else {
      await store(claimed, given)
    }
  }

  // One after the other: answers are small, and stores side by side would hold every connection of the pool.
  let stored: Promise<unknown> = Promise.resolve()
  function store(claimed: readonly ClaimedReading[], given: Answer): Promise<void> {
    const next = stored.then(() => storeNow(claimed, given))
    stored = next.catch(() => {})
    return next
  }

  async function storeNow(claimed: readonly ClaimedReading[], given: Answer): Promise<void> {
    try {
      await withTransaction(pool, async (run) => {
        const written = await writeAnswer(run, claimed, given)
        if (written.length === 0) return
        await claimed[0]?.reading.reader.project?.(run, written)
        await settings.onProjected?.(run, [...new Set(written.map(({ stageId }) => stageId))])
      })
    } catch (error) {
      logger.warn({ error: String(error) }, 'an answer of a platform could not be projected')
      // Without this the row would be asked again as soon as its lease ends, however often that fails.
      await withTransaction(pool, async (run) => void (await writeAnswer(run, claimed, given)))
    }
  }

  return {
    async plan() {
      await withTransaction(pool, async (run) => {
        // One planner at a time; the others learn the same plan from the same catalog.
        await run(`SELECT pg_advisory_xact_lock(hashtext('hosting.plan'))`, [])
        const { plan, changedStageIds } = await planReadings(run, readers)
        current = plan
        await projectPlatforms(
          run,
          changedStageIds.map((stageId) => ({ stageId })),
        )
      })
    },
    async tick() {
      const slots = concurrency - underWay.size
      if (slots <= 0 || shutdown.signal.aborted) return
      const leaseMs = deadlineMs + (settings.leaseMarginMs ?? defaultLeaseMarginMs)
      const groups: (readonly ClaimedReading[])[] = []
      await withTransaction(pool, async (run) => {
        groups.push(...(await claimReadings(run, current, { slots, roomOf, leaseMs })))
      })
      for (const claimed of groups) track(claimed)
    },
    async stop() {
      shutdown.abort()
      await Promise.allSettled(underWay.keys())
    },
    async idle() {
      await Promise.allSettled(underWay.keys())
    },
  }

  function roomOf(budgetKey: string): number {
    const taken = [...underWay.values()].filter((key) => key === budgetKey).length
    return (settings.perAccount ?? defaultPerAccount) - taken
  }

  function track(claimed: readonly ClaimedReading[]): void {
    const tracked = answer(claimed)
      .catch((error: unknown) => {
        logger.warn({ error: String(error) }, 'an answer of a platform could not be stored')
      })
      .finally(() => underWay.delete(tracked))
    underWay.set(tracked, claimed[0]?.reading.planned.budgetKey ?? '')
  }
}
