import 'server-only'
import { getStageSubjectById } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { conflict, notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getSpikeSubject } from '../get-spike-subject.ts'
import type { RunView } from '../run-answers.ts'
import type { RunPath } from '../schemas.ts'
import { activeRunStates } from '../words.ts'
import { getRun } from './get-run.ts'

/** Ends a run after the step under way. Steps that put things back are still done. */
export async function cancelRun(ctx: Context, path: RunPath): Promise<RunView> {
  const spike = await getSpikeSubject(ctx, path)
  const run = await getDb().spikeRun.findFirst({ where: { spikeId: spike.id, number: path.run } })
  if (!run) throw notFound(`The run ${path.run}`)
  const stage = await getStageSubjectById(ctx, run.stageId)
  await mutate(ctx, 'spike:run', stage, async (tx) => {
    await tx.$queryRaw`SELECT id FROM spike_run WHERE id = ${run.id}::uuid FOR UPDATE`
    const now = await tx.spikeRun.findUniqueOrThrow({ where: { id: run.id } })
    if (now.cancelledBy) return { result: null, audit: 'unchanged' as const }
    if (!activeRunStates.some((state) => state === now.state)) {
      throw conflict(`The run ${path.run} has ended already.`, { reason: 'run_ended' })
    }
    await tx.spikeRun.update({
      where: { id: run.id },
      // One that waits for a person is taken up again to be ended.
      data: {
        cancelledBy: ctx.actor.name,
        ...(now.state === 'waiting' ? { state: 'running', leaseUntil: null } : {}),
      },
    })
    return {
      result: null,
      audit: {
        action: 'spike.cancel-run',
        entity: { kind: 'spike', id: spike.id },
        systemId: stage.systemId,
        stageId: stage.stageId,
        before: { state: now.state },
        after: { run: now.number, cancelled: true },
      },
      changes: [{ topic: 'spike', key: spike.id, systemId: stage.systemId }],
    }
  })
  return getRun(ctx, path)
}
