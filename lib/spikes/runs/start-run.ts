import 'server-only'
import { getStageSubjectById, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { conflict, forbidden, invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { getSpikeSubject, type SpikeSubject } from '../get-spike-subject.ts'
import { isDestructive, type Plan } from '../plan.ts'
import type { StartedRun } from '../run-answers.ts'
import type { SpikePath, StartRunInput } from '../schemas.ts'
import { activeRunStates } from '../words.ts'
import { getTestSteps } from './find-test.ts'

/**
 * Begins a run of a test on the spike's stage; the worker does its steps, as the text has them now. A stage has one
 * run at a time: whoever starts the same test meanwhile gets the one under way.
 */
export async function startRun(
  ctx: Context,
  path: SpikePath,
  input: StartRunInput,
): Promise<StartedRun> {
  const spike = await getSpikeSubject(ctx, path)
  if (spike.stageId === null) {
    await authorise(ctx, 'spike:run', spike.subject)
    throw invalidInput('Choose the stage this spike is tried on first.', {
      reason: 'spike_without_stage',
    })
  }
  const stage = await getStageSubjectById(ctx, spike.stageId)
  await authorise(ctx, 'spike:run', stage)
  const steps = getTestSteps(spike.content, input.test)
  refuseDanger(steps, stage, input.confirm)
  return mutate<StartedRun>(ctx, 'spike:run', stage, async (tx) => {
    // Everybody who starts something on this stage takes turns.
    await tx.$queryRaw`SELECT id FROM stage WHERE id = ${stage.stageId}::uuid FOR UPDATE`
    const before = await findActive(tx, stage.stageId, { spikeId: spike.id, ...input })
    if (before) return { result: before, audit: 'unchanged' }
    const run = await createRun(tx, ctx, { spike, stage, steps, input })
    return {
      result: { ...run, isNew: true },
      audit: {
        action: 'spike.run',
        entity: { kind: 'spike', id: spike.id },
        systemId: stage.systemId,
        stageId: stage.stageId,
        before: null,
        after: { run: run.number, test: input.test, option: input.option ?? null },
      },
      changes: [{ topic: 'spike', key: spike.id, systemId: stage.systemId }],
    }
  })
}

function refuseDanger(steps: readonly Plan[], stage: StageSubject, isConfirmed: boolean): void {
  const dangerous = steps.flatMap((step, index) => (isDestructive(step) ? [index + 1] : []))
  if (dangerous.length === 0) return
  const details = { steps: dangerous }
  if (stage.risk === 'production') {
    throw forbidden(
      `This test stops or changes what people use on ${stage.stageSlug}; it is never run on production.`,
      { reason: 'destructive_on_production', details },
    )
  }
  if (!isConfirmed) {
    throw conflict(
      `This test stops or changes what others may use on ${stage.stageSlug}. Confirm it to run it.`,
      { reason: 'confirmation_needed', details },
    )
  }
}

interface Wanted {
  readonly spikeId: string
  readonly test: string
  readonly option?: string | undefined
}

async function findActive(tx: Tx, stageId: string, wanted: Wanted): Promise<StartedRun | null> {
  const active = await tx.spikeRun.findFirst({
    where: { stageId, state: { in: [...activeRunStates] } },
  })
  if (!active) return null
  const { id, number, spikeId, test, option, startedBy } = active
  if (spikeId === wanted.spikeId && test === wanted.test && option === (wanted.option ?? null)) {
    return { id, number, isNew: false }
  }
  throw conflict(`${startedBy} is running the test "${test}" on this stage; wait for its end.`, {
    reason: 'run_active',
    details: { spike: spikeId, run: number, test, by: startedBy },
  })
}

interface NewRun {
  readonly spike: SpikeSubject
  readonly stage: StageSubject
  readonly steps: readonly Plan[]
  readonly input: StartRunInput
}

async function createRun(tx: Tx, ctx: Context, { spike, stage, steps, input }: NewRun) {
  const newest = await tx.spikeRun.aggregate({
    where: { spikeId: spike.id },
    _max: { number: true },
  })
  await tx.spike.updateMany({
    where: { id: spike.id, state: 'planned' },
    data: { state: 'active', startedAt: ctx.now() },
  })
  return tx.spikeRun.create({
    data: {
      spikeId: spike.id,
      stageId: stage.stageId,
      number: (newest._max.number ?? 0) + 1,
      test: input.test,
      option: input.option ?? null,
      startedBy: ctx.actor.name,
      // Safe because plans are made of JSON alone.
      steps: { create: steps.map((plan, position) => ({ position, plan: plan as object })) },
    },
    select: { id: true, number: true },
  })
}
