import { setTimeout as sleep } from 'node:timers/promises'
import { Logger, parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import { jobContext } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { logger } from '#lib/core/logger.ts'
import type { Job } from './define-job.ts'

// The queue's own failures matter; that a job ended does not, and its errors are logged with their context below.
const queueLogger = new Logger(({ label }) => (level, message) => {
  if (label === 'core' && level !== 'info' && level !== 'debug')
    logger.warn({ queue: label }, message)
})

/** Work on jobs that goes on until it is stopped. */
export interface RunningJobs {
  /** Takes no more jobs and resolves once those under way have ended. */
  stop(): Promise<void>
}

const restartDelayMs = 500

/**
 * Starts working on jobs; any number of processes may do so on one database. The queue gives up when it cannot note
 * what became of a job, because the database went away; then it is started again until it runs.
 */
export async function runJobs(jobs: readonly Job[], concurrency = 8): Promise<RunningJobs> {
  const stopping = new AbortController()
  let runner = await start(jobs, concurrency)

  async function keepRunning(): Promise<void> {
    while (!stopping.signal.aborted) {
      await hasGivenUp(runner)
      if (stopping.signal.aborted) return
      logger.warn('the job queue gave up and is started again')
      await runner.stop().catch(() => undefined)
      runner = (await startAgain(jobs, concurrency, stopping.signal)) ?? runner
    }
  }

  const kept = keepRunning()
  return {
    async stop() {
      stopping.abort()
      // It may have given up, or have been started again, in this very moment.
      await runner.stop().catch(() => undefined)
      await kept
      await runner.stop().catch(() => undefined)
    },
  }
}

// Its promise alone does not tell: after it failed to note a job's end it waits for ever for a note that succeeds.
async function hasGivenUp({ events, promise }: Runner): Promise<void> {
  const failed = new Promise<void>((resolve) => events.once('pool:fatalError', () => resolve()))
  await Promise.race([promise.catch(() => undefined), failed])
}

/** Null when it is to stop before it could be started. */
async function startAgain(
  jobs: readonly Job[],
  concurrency: number,
  signal: AbortSignal,
): Promise<Runner | null> {
  while (!signal.aborted) {
    await sleep(restartDelayMs, undefined, { signal }).catch(() => undefined)
    try {
      return signal.aborted ? null : await start(jobs, concurrency)
    } catch (error) {
      logger.warn({ error: String(error) }, 'the job queue could not be started')
    }
  }
  return null
}

function start(jobs: readonly Job[], concurrency: number): Promise<Runner> {
  return run({
    // Without batches a failure to note a job's end is a rejection that nobody can catch, and ends the process.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    pgPool: getPool(),
    taskList: toTaskList(jobs),
    parsedCronItems: parseCronItems(
      jobs.flatMap((job) =>
        job.cron
          ? [{ task: job.name, match: job.cron, options: { backfillPeriod: 0, maxAttempts: 1 } }]
          : [],
      ),
    ),
    logger: queueLogger,
    concurrency,
    noHandleSignals: true,
    pollInterval: 1_000,
  })
}

function toTaskList(jobs: readonly Job[]): TaskList {
  return Object.fromEntries(
    jobs.map((job): [string, TaskList[string]] => [
      job.name,
      async (payload, helpers) => {
        const ctx = jobContext(job.name)
        const signal = AbortSignal.any([helpers.abortSignal, AbortSignal.timeout(job.timeoutMs)])
        try {
          await job.run(ctx, job.payload.parse(withoutCron(payload)), signal)
        } catch (error) {
          logger.error(
            { job: job.name, requestId: ctx.requestId, error: toLogText(error) },
            'job failed',
          )
          throw error
        }
      },
    ]),
  )
}

// Graphile adds `_cron` to the payload of a scheduled run.
function withoutCron(payload: unknown): unknown {
  if (typeof payload !== 'object' || payload === null) return payload
  return Object.fromEntries(Object.entries(payload).filter(([key]) => key !== '_cron'))
}

function toLogText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
