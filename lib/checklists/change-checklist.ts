import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import type { Permission, Subject } from '#lib/core/permissions.ts'
import type { ChangeChecklistInput, ChecklistAddress } from './schemas.ts'
import { judgeItems } from './store/judge-items.ts'
import { type ChecklistRow, findSystem } from './store/load-checklists.ts'
import { projectGates } from './store/project-gates.ts'
import { lockChecklist, requireChecklist } from './store/require-checklist.ts'
import { toSummary } from './store/to-view.ts'
import { toChange, writeItems } from './store/write-items.ts'
import type { ChecklistSummary } from './types.ts'

/** Says where a list is to hold, who sees to it until when, and whether it is a gate. */
export async function changeChecklist(
  ctx: Context,
  address: ChecklistAddress,
  input: ChangeChecklistInput,
): Promise<ChecklistSummary> {
  const { row: seen, subject } = await requireChecklist(ctx, address.checklist)
  const permission = toPermission(seen, input)
  await authorise(ctx, permission, subject)
  const stage = await findStage(ctx, permission, seen, input)
  const stageId = stage === undefined ? seen.stageId : (stage?.stageId ?? null)
  const judged = await judgeItems(ctx, stageId, seen.items)
  return mutate<ChecklistSummary>(ctx, permission, subject ?? toSubject(stage), async (tx) => {
    const now = ctx.now()
    const before = await lockChecklist(tx, address.checklist)
    const isGate = input.isGate ?? before.isGate
    requireStageForGate(isGate, stageId)
    const { owner, deadline } = input
    await tx.checklist.update({
      where: { id: before.id },
      data: {
        ...{ owner, isGate, stageId, updatedAt: now },
        deadline: deadline ? new Date(deadline) : deadline,
      },
    })
    const after = await lockChecklist(tx, address.checklist)
    const left = before.stageId !== null && before.stageId !== stageId ? [before.stageId] : []
    const changes = [
      toChange(after),
      ...(await writeItems(tx, [after], judged, now)),
      ...(await projectGates(tx, left, now)),
    ]
    const result = toSummary(await lockChecklist(tx, address.checklist), now)
    return {
      result,
      audit: {
        action: 'checklist.change',
        entity: { kind: 'checklist', id: before.id },
        systemId: findSystem(after)?.id ?? null,
        stageId,
        before: toNoted(toSummary(before, now)),
        after: toNoted(result),
      },
      changes,
    }
  })
}

/** What stops deployments is decided by who may stop them: the gate itself, and where it stands. */
function toPermission(row: ChecklistRow, { isGate, stage }: ChangeChecklistInput): Permission {
  const isMoved = stage !== undefined && toKey(stage) !== toKey(toPath(row))
  const isGateMoved = row.isGate && isMoved
  return isGateMoved || (isGate ?? row.isGate) !== row.isGate
    ? 'checklist:freeze'
    : 'checklist:attest'
}

type Path = NonNullable<ChangeChecklistInput['stage']>

const toKey = (path: Path | null) => path && `${path.system}/${path.stage}`

const toPath = ({ stage }: ChecklistRow): Path | null =>
  stage && { system: stage.system.slug, stage: stage.slug }

/** Undefined where the input leaves the stage as it is. */
async function findStage(
  ctx: Context,
  permission: Permission,
  row: ChecklistRow,
  { stage }: ChangeChecklistInput,
): Promise<StageSubject | null | undefined> {
  if (!stage) return stage
  const subject = await getStageSubject(ctx, stage)
  await authorise(ctx, permission, subject)
  const owner = row.document.system
  if (owner !== null && owner.id !== subject.systemId) {
    throw conflict(
      `This list belongs to ${owner.name}, so it cannot be about a stage of ${subject.systemName}.`,
      { reason: 'other_system', details: { system: owner.slug } },
    )
  }
  return subject
}

function toSubject(stage: StageSubject | null | undefined): Subject | null {
  return stage ?? null
}

function requireStageForGate(isGate: boolean, stageId: string | null): void {
  if (!isGate || stageId !== null) return
  throw conflict('A list that stops deployments needs a stage: choose one first.', {
    reason: 'gate_without_stage',
  })
}

function toNoted({ title, stage, owner, deadline, isGate }: ChecklistSummary) {
  return { title, stage: stage && `${stage.system}/${stage.slug}`, owner, deadline, isGate }
}
