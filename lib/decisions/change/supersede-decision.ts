import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { invalidInput } from '#lib/core/errors.ts'
import { authorise } from '#lib/core/mutate.ts'
import { getVisibleDocument, readDocument, saveDocument } from '#lib/documents/index.ts'
import { toComparableNumber } from '../numbers.ts'
import { getVisibleDecision, type VisibleDecision } from '../read/visible-decision.ts'
import type { DecisionPath, SupersedeInput } from '../schemas.ts'

export interface Superseded {
  readonly id: string
  readonly by: string
}

/** Has another record take this one's place; both texts say so afterwards. */
export async function supersedeDecision(
  ctx: Context,
  { id }: DecisionPath,
  { by, reason }: SupersedeInput,
): Promise<Superseded> {
  const older = await getVisibleDecision(ctx, id)
  const newer = await getVisibleDecision(ctx, by)
  if (older.id === newer.id) {
    const message = 'is the record itself'
    throw invalidInput(`by ${message}.`, { fields: [{ path: 'by', message }] })
  }
  // Both are asked for before one is written: half a supersession would be worse than none.
  await authorise(ctx, 'decision:decide', older.subject)
  await authorise(ctx, 'decision:write', newer.subject)
  await writeNewer(ctx, newer, older, reason)
  await writeOlder(ctx, older, newer, reason)
  return { id: older.id, by: newer.id }
}

async function writeNewer(
  ctx: Context,
  newer: VisibleDecision,
  older: VisibleDecision,
  reason: string,
): Promise<void> {
  const { document } = await getVisibleDocument(ctx, newer.documentId)
  const told = readDocument(document.content).record?.supersedes ?? []
  const name = toName(older, newer)
  if (told.some((one) => isSame(one, name))) return
  const edits = [{ kind: 'set_supersedes' as const, numbers: [...told, name] }]
  const input = { edits, baseVersion: document.version, reason }
  await saveDocument(ctx, newer.documentId, input, { action: 'decision.supersede' })
}

async function writeOlder(
  ctx: Context,
  older: VisibleDecision,
  newer: VisibleDecision,
  reason: string,
): Promise<void> {
  const { document } = await getVisibleDocument(ctx, older.documentId)
  const record = readDocument(document.content).record
  const told = record?.supersededBy ?? []
  const name = toName(newer, older)
  const isTold = told.some((one) => isSame(one, name))
  if (isTold && record?.status === 'superseded') return
  const edits = [
    { kind: 'set_status' as const, status: 'superseded' as const },
    { kind: 'set_superseded_by' as const, numbers: isTold ? told : [...told, name] },
  ]
  const input = { edits, baseVersion: document.version, reason }
  const options = { permission: 'decision:decide', action: 'decision.supersede' } as const
  await saveDocument(ctx, older.documentId, input, options)
}

/** Within a system the number says enough; across systems only the id does. */
const toName = (one: VisibleDecision, other: VisibleDecision) =>
  one.systemId === other.systemId ? one.number : one.id

const isSame = (one: string, other: string) => toComparableNumber(one) === toComparableNumber(other)
