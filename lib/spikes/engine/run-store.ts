import 'server-only'
import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { getDb, getPool, type Tx } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import type { Captured } from '../captured.ts'
import { planSchema } from '../plan.ts'
import { type RunState, runStepStates } from '../words.ts'
import type { StepRow } from './moves.ts'
import type { StepOutcome } from './outcome.ts'

/** A run that this process works on, as long as its fence is the newest. */
export interface ClaimedRun {
  readonly id: string
  readonly fence: number
  readonly spikeId: string
  readonly stageId: string
  readonly number: number
  readonly option: string | null
  readonly startedAt: Date
}

/** Somebody else works on the run, or it has ended: nothing more may be written. */
export class RunLostError extends Error {
  override readonly name = 'RunLostError'
}

/** How long a run stays with a worker that says nothing more. */
export const leaseSeconds = 12

/** Takes a run that nobody works on; null when there is none. */
export async function claimRun(): Promise<ClaimedRun | null> {
  const { rows } = await getPool().query<ClaimedRun>(claimSql, [leaseSeconds])
  return rows[0] ?? null
}

/** Whether the run is still ours, and whether somebody wants it to end. */
export async function renewLease({
  id,
  fence,
}: ClaimedRun): Promise<{ readonly isOurs: boolean; readonly isCancelled: boolean }> {
  const { rows } = await getPool().query<{ isCancelled: boolean }>(renewSql, [
    id,
    fence,
    leaseSeconds,
  ])
  return { isOurs: rows.length > 0, isCancelled: rows[0]?.isCancelled ?? false }
}

/** Lets another worker take it up at once. */
export async function giveBack({ id, fence }: ClaimedRun): Promise<void> {
  await getPool().query(
    'UPDATE spike_run SET lease_until = NULL WHERE id = $1::uuid AND fence = $2',
    [id, fence],
  )
}

export interface RunProgress {
  readonly steps: readonly StepRow[]
  readonly captured: Captured
  readonly isCancelled: boolean
}

const capturedSchema = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.boolean(), z.null()]),
)

/** Throws `RunLostError` when it is not ours any more. */
export async function readProgress(run: ClaimedRun): Promise<RunProgress> {
  const row = await getDb().spikeRun.findFirst({
    where: { id: run.id, fence: run.fence, state: 'running' },
    include: { steps: { orderBy: { position: 'asc' } } },
  })
  if (!row) throw new RunLostError(`The run ${run.id} is somebody else's.`)
  return {
    captured: capturedSchema.parse(row.captured),
    isCancelled: row.cancelledBy !== null,
    steps: row.steps.map(({ position, plan, state, startedAt }) => ({
      ...{ position, startedAt },
      plan: planSchema.parse(plan),
      state: z.enum(runStepStates).parse(state),
    })),
  }
}

/** Says that a step begins, before anything of it is done; gives the moment. */
export async function beginStep(ctx: Context, run: ClaimedRun, position: number): Promise<Date> {
  const startedAt = ctx.now()
  await writeRun(ctx, run, async (tx) => {
    await tx.spikeRunStep.update({
      where: { runId_position: { runId: run.id, position } },
      data: { state: 'running', startedAt, attempts: { increment: 1 } },
    })
  })
  return startedAt
}

export interface StepResult extends Omit<StepOutcome, 'state'> {
  readonly state: StepOutcome['state'] | 'skipped'
  /** It saw the effect of requests whose answer was lost. */
  readonly provesEarlier?: boolean
}

export async function endStep(
  ctx: Context,
  run: ClaimedRun,
  position: number,
  { state, reason, evidence, captured, provesEarlier = false }: StepResult,
): Promise<void> {
  await writeRun(ctx, run, async (tx) => {
    await tx.spikeRunStep.update({
      where: { runId_position: { runId: run.id, position } },
      data: { state, message: reason, evidence: { ...evidence }, finishedAt: ctx.now() },
    })
    if (provesEarlier) await proveEarlier(tx, run, position)
    if (!captured || Object.keys(captured).length === 0) return
    await tx.$executeRaw`
      UPDATE spike_run SET captured = captured || ${JSON.stringify(captured)}::jsonb WHERE id = ${run.id}::uuid`
  })
}

/** Requests before this step whose answer was lost are proved by what it saw. */
async function proveEarlier(tx: Tx, run: ClaimedRun, position: number): Promise<void> {
  await tx.spikeRunStep.updateMany({
    where: { runId: run.id, position: { lt: position }, state: 'unknown' },
    data: { state: 'passed', message: 'proved_by_later_step' },
  })
}

/** The run waits for a person and is nobody's until they answered. */
export async function parkRun(ctx: Context, run: ClaimedRun, position: number): Promise<void> {
  await writeRun(ctx, run, async (tx) => {
    await tx.spikeRunStep.update({
      where: { runId_position: { runId: run.id, position } },
      data: { state: 'waiting', startedAt: ctx.now() },
    })
    await tx.spikeRun.update({
      where: { id: run.id },
      data: { state: 'waiting', leaseUntil: null },
    })
  })
}

export async function finishRun(ctx: Context, run: ClaimedRun, state: RunState): Promise<void> {
  await writeRun(ctx, run, async (tx) => {
    await tx.spikeRun.update({
      where: { id: run.id },
      data: { state, finishedAt: ctx.now(), leaseUntil: null },
    })
  })
}

/** One transaction that only the holder of the fence can make, with the event that shows it. */
async function writeRun(
  ctx: Context,
  run: ClaimedRun,
  write: (tx: Tx) => Promise<void>,
): Promise<void> {
  await observe(ctx, async (tx) => {
    const held = await tx.$queryRaw<{ systemId: string }[]>`
      SELECT g.system_id AS "systemId" FROM spike_run r JOIN stage g ON g.id = r.stage_id
      WHERE r.id = ${run.id}::uuid AND r.fence = ${run.fence} AND r.state = 'running' FOR UPDATE OF r`
    const [row] = held
    if (!row) throw new RunLostError(`The run ${run.id} is somebody else's.`)
    await write(tx)
    return {
      result: null,
      changes: [{ topic: 'spike', key: run.spikeId, systemId: row.systemId }],
    }
  })
}

const claimSql = `
UPDATE spike_run SET fence = fence + 1, state = 'running', started_at = coalesce(started_at, now()),
  lease_until = now() + $1 * interval '1 s'
WHERE id = (
  SELECT id FROM spike_run
  WHERE state IN ('queued', 'running') AND (lease_until IS NULL OR lease_until < now())
  ORDER BY created_at FOR UPDATE SKIP LOCKED LIMIT 1)
RETURNING id, fence, spike_id AS "spikeId", stage_id AS "stageId", number, option, started_at AS "startedAt"`

const renewSql = `
UPDATE spike_run SET lease_until = now() + $3 * interval '1 s'
WHERE id = $1::uuid AND fence = $2 AND state = 'running'
RETURNING cancelled_by IS NOT NULL AS "isCancelled"`
