import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Change } from '#lib/core/changes.ts'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { onTransaction } from '#lib/core/run-sql.ts'
import type { RunbookAddress } from './schemas.ts'
import { runInclude, toRunView } from './store/to-run-view.ts'
import { storedSteps } from './stored.ts'
import type { RunView } from './types.ts'

/** Begins to go through a runbook on a stage; whoever starts it while somebody is at it joins that run. */
export async function startRun(ctx: Context, address: RunbookAddress): Promise<RunView> {
  const subject = await getStageSubject(ctx, address)
  return mutate<RunView>(ctx, 'runbook:run', subject, async (tx) => {
    const { stageId, systemId } = subject
    const runbook = await findRunbook(tx, address.runbook, systemId)
    const id = await insertRun(ctx, tx, { stageId, runbook })
    const run = await tx.runbookRun.findFirstOrThrow({
      where: { runbookId: runbook.id, stageId, finishedAt: null },
      include: runInclude,
    })
    if (id === null) return { result: toRunView(run), audit: 'unchanged' }
    return {
      result: toRunView(run),
      audit: {
        action: 'runbook.start',
        entity: { kind: 'runbook', id: run.id },
        ...{ systemId, stageId },
        before: null,
        after: { runbook: runbook.title },
      },
      changes: toChanges(subject),
    }
  })
}

export function toChanges({ systemSlug, stageSlug, systemId }: StageSubject): readonly Change[] {
  return [{ topic: 'stage', key: `${systemSlug}/${stageSlug}`, systemId }]
}

async function findRunbook(tx: Tx, id: string, systemId: string) {
  const runbook = await tx.runbook.findFirst({
    where: {
      ...{ id, removedAt: null },
      document: { removedAt: null, OR: [{ systemId }, { systemId: null }] },
    },
  })
  if (!runbook) throw notFound('This runbook of the stage')
  return runbook
}

interface NewRun {
  readonly stageId: string
  readonly runbook: { readonly id: string; readonly steps: unknown }
}

/** Null when a run is under way already. */
async function insertRun(ctx: Context, tx: Tx, { stageId, runbook }: NewRun) {
  const steps = storedSteps.parse(runbook.steps)
  const frozen = steps.map((step) => ({ ...step, doneBy: null, doneAt: null }))
  const [row] = await onTransaction(tx)<{ id: string }>(insertSql, [
    ...[runbook.id, stageId, ctx.actor.name, JSON.stringify(frozen)],
  ])
  return row?.id ?? null
}

const insertSql = `
INSERT INTO runbook_run (id, runbook_id, stage_id, started_by, steps)
VALUES (gen_random_uuid(), $1::uuid, $2::uuid, $3, $4::jsonb)
ON CONFLICT (runbook_id, stage_id) WHERE finished_at IS NULL DO NOTHING
RETURNING id`
