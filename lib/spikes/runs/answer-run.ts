import 'server-only'
import { getStageSubjectById } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { conflict, notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { getSpikeSubject } from '../get-spike-subject.ts'
import type { RunView } from '../run-answers.ts'
import type { AnswerRunInput, RunPath } from '../schemas.ts'
import { getRun } from './get-run.ts'

/** Answers the question a run waits with; the first answer counts. */
export async function answerRun(
  ctx: Context,
  path: RunPath,
  { yes, note }: AnswerRunInput,
): Promise<RunView> {
  const spike = await getSpikeSubject(ctx, path)
  const run = await getDb().spikeRun.findFirst({ where: { spikeId: spike.id, number: path.run } })
  if (!run) throw notFound(`The run ${path.run}`)
  const stage = await getStageSubjectById(ctx, run.stageId)
  await mutate(ctx, 'spike:run', stage, async (tx) => {
    await tx.$queryRaw`SELECT id FROM spike_run WHERE id = ${run.id}::uuid FOR UPDATE`
    const waiting = await tx.spikeRunStep.findFirst({
      where: { runId: run.id, state: 'waiting', run: { state: 'waiting' } },
    })
    if (!waiting) {
      throw conflict(`The run ${path.run} asks nothing now.`, { reason: 'run_not_waiting' })
    }
    const kept = note ? redactSecrets(toInertText(note)) : null
    await tx.spikeRunStep.update({
      where: { runId_position: { runId: run.id, position: waiting.position } },
      data: {
        state: yes ? 'passed' : 'failed',
        message: yes ? null : 'person_said_no',
        evidence: { answer: { by: ctx.actor.name, yes, note: kept } },
        finishedAt: ctx.now(),
      },
    })
    await tx.spikeRun.update({
      where: { id: run.id },
      data: { state: 'running', leaseUntil: null },
    })
    return {
      result: null,
      audit: {
        action: 'spike.answer-run',
        entity: { kind: 'spike', id: spike.id },
        systemId: stage.systemId,
        stageId: stage.stageId,
        before: null,
        after: { run: run.number, step: waiting.position, yes },
      },
      changes: [{ topic: 'spike', key: spike.id, systemId: stage.systemId }],
    }
  })
  return getRun(ctx, path)
}
