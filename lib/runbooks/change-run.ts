import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { conflict, invalidInput, notFound } from '#lib/core/errors.ts'
import { type AuditNote, mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import type { ChangeRunInput, RunAddress } from './schemas.ts'
import { toChanges } from './start-run.ts'
import { type RunRow, runInclude, toRunView } from './store/to-run-view.ts'
import { type StoredRunSteps, storedRunSteps } from './stored.ts'
import type { RunView } from './types.ts'

/** Ticks a step of a run, or ends it with what came of it. Several people may be at the same run. */
export async function changeRun(
  ctx: Context,
  address: RunAddress,
  input: ChangeRunInput,
): Promise<RunView> {
  const subject = await getStageSubject(ctx, address)
  return mutate<RunView>(ctx, 'runbook:run', subject, async (tx) => {
    const { stageId, systemId } = subject
    const run = await lockRun(tx, address.run, stageId)
    const steps = storedRunSteps.parse(run.steps)
    const change = input.action === 'tick' ? tick(ctx, steps, input) : finish(ctx, input)
    if (!change) return { result: toRunView(run), audit: 'unchanged' }
    const after = await tx.runbookRun.update({
      where: { id: run.id },
      data: change.data,
      include: runInclude,
    })
    return {
      result: toRunView(after),
      audit: {
        action: `runbook.${input.action}`,
        entity: { kind: 'runbook', id: run.id },
        ...{ systemId, stageId },
        ...change.note,
      },
      changes: toChanges(subject),
    }
  })
}

async function lockRun(tx: Tx, id: string, stageId: string): Promise<RunRow> {
  await onTransaction(tx)('SELECT 1 FROM runbook_run WHERE id = $1::uuid FOR UPDATE', [id])
  const run = await tx.runbookRun.findFirst({ where: { id, stageId }, include: runInclude })
  if (!run) throw notFound('This run of the stage')
  if (run.finishedAt === null) return run
  throw conflict('This run has ended. Start the runbook again to go on.', {
    reason: 'run_finished',
  })
}

type Note = Pick<AuditNote, 'before' | 'after'>

/** Null when the step is as it should be. */
function tick(
  ctx: Context,
  steps: StoredRunSteps,
  { step: key, isDone }: Extract<ChangeRunInput, { action: 'tick' }>,
): { readonly data: { readonly steps: StoredRunSteps }; readonly note: Note } | null {
  const step = steps.find((candidate) => candidate.key === key)
  if (!step) {
    const message = 'is no step of this run'
    throw invalidInput(`step: ${message}`, { fields: [{ path: 'step', message }] })
  }
  if ((step.doneAt !== null) === isDone) return null
  const done = isDone
    ? { doneBy: ctx.actor.name, doneAt: ctx.now().toISOString() }
    : { doneBy: null, doneAt: null }
  return {
    data: { steps: steps.map((one) => (one === step ? { ...one, ...done } : one)) },
    note: { before: { step: step.text, isDone: !isDone }, after: { step: step.text, isDone } },
  }
}

function finish(ctx: Context, { outcome }: Extract<ChangeRunInput, { action: 'finish' }>) {
  return {
    data: { outcome, finishedAt: ctx.now() },
    note: { before: null, after: { outcome } },
  }
}
