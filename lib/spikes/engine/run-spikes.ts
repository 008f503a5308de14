import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { jobContext } from '#lib/core/context.ts'
import { toDatabaseFailure } from '#lib/core/database-failure.ts'
import { getOutboundClient } from '#lib/core/http/get-outbound-client.ts'
import { logger } from '#lib/core/logger.ts'
import { repeat } from '#lib/core/repeat.ts'
import { listSourcesWith, openStageAdapter } from '#lib/hosting/index.ts'
import type { ProcessControl } from '#lib/hosting/process-port.ts'
import { driveRun } from './drive-run.ts'
import type { StepWorld } from './outcome.ts'
import {
  type ClaimedRun,
  claimRun,
  finishRun,
  giveBack,
  RunLostError,
  renewLease,
} from './run-store.ts'

export interface RunSpikesOptions {
  /** Ends the work; runs under way go to other workers. */
  readonly signal: AbortSignal
  /** What steps act on. Default: the stage itself, through the guarded client and its platform. */
  readonly world?: Partial<StepWorld>
}

const tickMs = 500
const renewMs = 2_000
const mostRuns = 8
/** A run that breaks whoever works on it is given up. */
const mostClaims = 20

/** Works on runs of spikes until `signal` fires; any number of processes may do so. */
export async function startSpikeRunner({ signal, world }: RunSpikesOptions): Promise<void> {
  const active = new Set<Promise<void>>()
  async function claimAll(): Promise<void> {
    while (active.size < mostRuns && !signal.aborted) {
      const run = await claimRun()
      if (!run) return
      const work = workOn(run, signal, world).finally(() => active.delete(work))
      active.add(work)
    }
  }
  await repeat({ what: 'taking up runs of spikes', step: claimAll, intervalMs: tickMs, signal })
  await Promise.all(active)
}

async function workOn(
  run: ClaimedRun,
  shutdown: AbortSignal,
  world: Partial<StepWorld> = {},
): Promise<void> {
  const lost = new AbortController()
  const cancelled = new AbortController()
  const signal = AbortSignal.any([shutdown, lost.signal])
  const ended = new AbortController()
  const renewing = keepLease(run, { lost, cancelled }, ended.signal)
  try {
    const ends = { signal, cancelled: cancelled.signal }
    await driveRun({ ...createWorld(), ...world }, run, ends)
  } catch (error) {
    await handOn(run, error, signal.aborted).catch(() => undefined)
  } finally {
    ended.abort()
    await renewing
  }
}

/** Whoever was told to end gives the run to others at once; after anything else it is taken up when its lease is over. */
async function handOn(run: ClaimedRun, error: unknown, isInterrupted: boolean): Promise<void> {
  if (error instanceof RunLostError) return
  if (isInterrupted) return giveBack(run)
  logger.warn({ run: run.id, error: String(error) }, 'a run of a spike was interrupted')
  if (run.fence >= mostClaims && !toDatabaseFailure(error)) {
    await finishRun(jobContext('spikes.run'), run, 'inconclusive')
  }
}

/** A run whose lease could not be renewed in time is somebody else's. */
async function keepLease(
  run: ClaimedRun,
  { lost, cancelled }: { readonly lost: AbortController; readonly cancelled: AbortController },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(renewMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return
    // While the database is away nobody else can take it either; fences keep writing apart.
    const lease = await renewLease(run).catch(() => null)
    if (lease && !lease.isOurs) return lost.abort()
    if (lease?.isCancelled) cancelled.abort()
  }
}

function createWorld(): StepWorld {
  return {
    ctx: jobContext('spikes.run'),
    outbound: getOutboundClient(),
    findControl: findProcessControl,
  }
}

async function findProcessControl(
  stageId: string,
  part: { readonly component: string } | { readonly service: string },
): Promise<ProcessControl | null> {
  for (const { source } of await listSourcesWith(stageId, 'processes')) {
    const { processes } = await openStageAdapter(stageId, source)
    const isIt =
      'component' in part
        ? processes?.components.includes(part.component)
        : processes?.services.includes(part.service)
    if (processes && isIt) return processes
  }
  return null
}
