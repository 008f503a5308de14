import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { conflict, forbidden, invalidInput } from '#lib/core/errors.ts'
import { authorise } from '#lib/core/mutate.ts'
import {
  getVisibleDocument,
  listVersions,
  readDocument,
  saveDocument,
} from '#lib/documents/index.ts'
import type { DocumentEdit, RecordContent } from '#lib/documents/schemas.ts'
import type { SavedDecision } from '../answers/versions.ts'
import { judgeDecision } from '../judge-decision.ts'
import { readEvidence, readSpikes } from '../read/evidence.ts'
import { getVisibleDecision } from '../read/visible-decision.ts'
import type { DecideInput, DecisionPath } from '../schemas.ts'
import { toMissingAnswer } from '../to-answers.ts'

/**
 * Accepts or rejects a record. Against what is missing only with a reason; nobody accepts what they wrote alone.
 * The text says afterwards what was decided, when and why.
 */
export async function decideDecision(
  ctx: Context,
  { id }: DecisionPath,
  input: DecideInput,
): Promise<SavedDecision> {
  const decision = await getVisibleDecision(ctx, id)
  await authorise(ctx, 'decision:decide', decision.subject)
  const { document } = await getVisibleDocument(ctx, decision.documentId)
  const record = readDocument(document.content).record
  if (!record) throw conflict(`${decision.id} is no record any more.`, { reason: 'not_a_record' })
  refuseRepetition(record, input)
  if (input.outcome === 'accepted' && document.home === 'portal') {
    await refuseSelfApproval(ctx, document.id)
  }
  const [evidence, spikes] = await Promise.all([
    readEvidence(decision.id),
    readSpikes(decision.id, null),
  ])
  const chosen = withChoice(record, input.option)
  const { missing } = judgeDecision(chosen, evidence, spikes, ctx.now())
  if (input.outcome === 'accepted' && missing.length > 0 && !input.reason) {
    throw conflict(
      `${decision.id} lacks ${missing.length} things for a decision. Say why it is decided all the same.`,
      { reason: 'not_ready', details: { missing: missing.map(toMissingAnswer) } },
    )
  }
  const saved = await saveDocument(
    ctx,
    decision.documentId,
    {
      edits: toEdits(record, input, ctx),
      baseVersion: input.baseVersion,
      reason:
        input.reason ?? `${input.outcome === 'accepted' ? 'Accept' : 'Reject'} ${decision.number}`,
    },
    { permission: 'decision:decide', action: 'decision.decide' },
  )
  return { ...saved, id: decision.id }
}

/** What comes from a repository was read by others on its way there. */
async function refuseSelfApproval(ctx: Context, documentId: string): Promise<void> {
  const versions = await listVersions(ctx, documentId)
  if (versions.some(({ author }) => author !== ctx.actor.name)) return
  throw forbidden('You wrote this record alone. Somebody else has to read and accept it.', {
    reason: 'self_approval',
  })
}

function refuseRepetition({ status }: RecordContent, { outcome }: DecideInput): void {
  if (status === 'superseded' || status === outcome) {
    throw conflict(`This record is ${status} already.`, { reason: 'already_decided' })
  }
}

function withChoice(record: RecordContent, option: string | undefined): RecordContent {
  if (option === undefined) return record
  if (record.options.some(({ key }) => key === option)) return { ...record, chosenOption: option }
  const known = record.options.map(({ key }) => key).join(', ')
  const message = `is none of the record's options (${known || 'it has none'})`
  throw invalidInput(`option ${message}.`, { fields: [{ path: 'option', message }] })
}

function toEdits(record: RecordContent, input: DecideInput, ctx: Context): DocumentEdit[] {
  const { outcome, option, reviewOn } = input
  const today = ctx.now().toISOString().slice(0, 10)
  const isChosen = option !== undefined && option !== record.chosenOption
  const isNew = !record.deciders.includes(ctx.actor.name)
  return [
    { kind: 'set_status', status: outcome },
    { kind: 'set_date', field: 'decided_on', day: today },
    ...(isChosen ? [{ kind: 'set_chosen_option' as const, option }] : []),
    ...(reviewOn
      ? [{ kind: 'set_date' as const, field: 'review_on' as const, day: reviewOn }]
      : []),
    ...(isNew && ctx.actor.kind === 'user'
      ? [
          {
            kind: 'set_people' as const,
            field: 'deciders' as const,
            names: [...record.deciders, ctx.actor.name.replace(/[,;\r\n]/g, ' ')],
          },
        ]
      : []),
  ]
}
