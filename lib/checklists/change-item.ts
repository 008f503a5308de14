import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { checkNames, isCheckName } from '#lib/evidence/vocabulary.ts'
import { Prisma } from '#lib/generated/prisma/client.ts'
import { applyAction, type ItemColumns } from './apply-action.ts'
import type { ChangeItemInput, ItemAddress } from './schemas.ts'
import { askChecks, type Judged } from './store/judge-items.ts'
import { findSystem } from './store/load-checklists.ts'
import { lockChecklist, requireChecklist, requireItem } from './store/require-checklist.ts'
import { toFacts, toItemView } from './store/to-view.ts'
import { toChange, writeItems } from './store/write-items.ts'
import { isCheck } from './stored.ts'
import type { ItemView } from './types.ts'

/** Attests an item, sets it aside with a reason, binds it to a check or a link, or says whether it blocks. */
export async function changeItem(
  ctx: Context,
  address: ItemAddress,
  input: ChangeItemInput,
): Promise<ItemView> {
  const { row: seen, subject } = await requireChecklist(ctx, address.checklist)
  await authorise(ctx, 'checklist:attest', subject)
  requireItem(seen, address.item)
  const judged = await judge(ctx, seen.stageId, address.item, input)
  return mutate<ItemView>(ctx, 'checklist:attest', subject, async (tx) => {
    const now = ctx.now()
    const row = await lockChecklist(tx, address.checklist)
    const item = requireItem(row, address.item)
    const before = toColumns(toFacts(item))
    const after = applyAction(before, input, { by: ctx.actor.name, now })
    if (isDeepStrictEqual(before, after)) {
      return { result: toItemView(item, now), audit: 'unchanged' }
    }
    await writeColumns(tx, item, after, before)
    const changed = await lockChecklist(tx, address.checklist)
    const changes = await writeItems(tx, [changed], judged, now)
    const result = toItemView(requireItem(await lockChecklist(tx, row.id), item.id), now)
    return {
      result,
      audit: {
        action: `checklist.${input.action}`,
        entity: { kind: 'checklist', id: row.id },
        systemId: findSystem(row)?.id ?? null,
        stageId: row.stageId,
        before: { item: item.text, ...before },
        after: { item: item.text, ...after },
      },
      changes: [toChange(row), ...changes],
    }
  })
}

function toColumns({ isBlocking, binding, attestation, notApplicable }: ItemColumns): ItemColumns {
  return { isBlocking, binding, attestation, notApplicable }
}

type ItemRow = ReturnType<typeof requireItem>

/** The answer of a check that is about to be bound, so that nobody has to wait for it. */
async function judge(
  ctx: Context,
  stageId: string | null,
  itemId: string,
  input: ChangeItemInput,
): Promise<readonly Judged[]> {
  if (input.action !== 'bind') return []
  const { check, parameters } = input
  if (!isCheckName(check)) {
    const message = `is none of: ${checkNames.join(', ')}`
    throw invalidInput(`check: ${message}`, { fields: [{ path: 'check', message }] })
  }
  const binding = { check, parameters }
  const [evidence] = await askChecks(ctx, stageId, [binding])
  if (!evidence) return []
  const isMisasked =
    evidence.reason === 'parameter_unknown' || evidence.reason === 'parameter_missing'
  if (!isMisasked) return [{ itemId, binding, evidence }]
  const { name } = evidence.params
  const message =
    evidence.reason === 'parameter_missing' ? `needs "${name}"` : `does not know "${name}"`
  throw invalidInput(`parameters: ${check} ${message}`, {
    fields: [{ path: 'parameters', message }],
  })
}

async function writeColumns(tx: Tx, item: ItemRow, after: ItemColumns, before: ItemColumns) {
  const { isBlocking, binding, attestation, notApplicable } = after
  const isRebound = !isDeepStrictEqual(binding, before.binding)
  // What an item was bound to before says nothing about what it is bound to now.
  const forgotten = isRebound ? { evidence: Prisma.DbNull, evaluatedAt: null } : {}
  await tx.checklistItem.update({
    where: { id: item.id },
    data: {
      // Decided as the text says it, the text decides from now on.
      blockingOverride: isBlocking === item.isBlocking ? null : isBlocking,
      binding: binding ? (isCheck(binding) ? toJson(binding) : binding) : Prisma.DbNull,
      attestation: attestation ?? Prisma.DbNull,
      notApplicable: notApplicable ?? Prisma.DbNull,
      ...forgotten,
    },
  })
}

const toJson = ({ check, parameters }: { check: string; parameters: Record<string, string> }) => ({
  check,
  parameters,
})
