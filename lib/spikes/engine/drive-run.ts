import { setTimeout as sleep } from 'node:timers/promises'
import { getStageSubjectById } from '#lib/catalog/index.ts'
import { toDatabaseFailure } from '#lib/core/database-failure.ts'
import { changesSomething } from '../plan.ts'
import { findMove, provesEarlier, type StepRow } from './moves.ts'
import type { StepWorld } from './outcome.ts'
import { judgeLostStep, runStep } from './run-step.ts'
import {
  beginStep,
  type ClaimedRun,
  endStep,
  finishRun,
  parkRun,
  type RunProgress,
  readProgress,
  type StepResult,
} from './run-store.ts'

export interface RunEnds {
  /** Interrupts: the run goes on elsewhere. */
  readonly signal: AbortSignal
  /** Somebody wants it to end: looks stop, what was sent is waited for. */
  readonly cancelled: AbortSignal
}

/** Works on a claimed run until it ends or waits for a person. Throws when it was interrupted or lost. */
export async function driveRun(world: StepWorld, run: ClaimedRun, ends: RunEnds): Promise<void> {
  const { ctx } = world
  const { signal } = ends
  for (;;) {
    signal.throwIfAborted()
    const progress = await readProgress(run)
    const move = findMove(progress.steps, progress)
    if (move.kind === 'finish') return finishRun(ctx, run, move.state)
    if (move.kind === 'park') return
    const { position, plan } = move.step
    if (move.kind === 'skip') {
      const outcome = { state: 'skipped', reason: move.reason, evidence: {} } as const
      await endStep(ctx, run, position, outcome)
    } else if (plan.kind === 'ask') return parkRun(ctx, run, position)
    else {
      const outcome = await execute(world, run, { step: move.step, progress, ends })
      const isProof = outcome.state === 'passed' && provesEarlier(plan)
      const result = { ...outcome, provesEarlier: isProof }
      await untilStored(() => endStep(ctx, run, position, result), signal)
    }
  }
}

const storeAgainMs = 500

/** What was seen is kept also when the database went away meanwhile, unless somebody else took the run. */
async function untilStored(store: () => Promise<void>, signal: AbortSignal): Promise<void> {
  for (;;) {
    try {
      return await store()
    } catch (error) {
      if (signal.aborted || !toDatabaseFailure(error)) throw error
      await sleep(storeAgainMs, undefined, { signal })
    }
  }
}

interface Execution {
  readonly step: StepRow
  readonly progress: RunProgress
  readonly ends: RunEnds
}

async function execute(
  world: StepWorld,
  run: ClaimedRun,
  { step, progress, ends }: Execution,
): Promise<StepResult> {
  const { plan, position } = step
  const isTakenOver = step.state === 'running' && step.startedAt !== null
  const startedAt =
    isTakenOver && step.startedAt ? step.startedAt : await beginStep(world.ctx, run, position)
  const stage = await getStageSubjectById(world.ctx, run.stageId)
  const known = {
    ...{ run: run.id, number: run.number, option: run.option },
    ...{ system: stage.systemSlug, stage: stage.stageSlug },
  }
  const captured = { ...known, ...progress.captured }
  // What puts things back goes on looking after a cancellation.
  const { signal } = ends
  const until = plan.always ? signal : AbortSignal.any([signal, ends.cancelled])
  const input = { world, stage, captured, startedAt, runStartedAt: run.startedAt, signal: until }
  if (isTakenOver && changesSomething(plan)) return judgeLostStep(plan, input)
  try {
    return await runStep(plan, input)
  } catch (error) {
    if (signal.aborted || !until.aborted) throw error
    return { state: 'skipped', reason: 'run_cancelled', evidence: {} }
  }
}
