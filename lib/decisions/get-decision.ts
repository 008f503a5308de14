import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import {
  findNewestProposal,
  getVisibleDocument,
  listVisibleSystemIds,
  readDocument,
} from '#lib/documents/index.ts'
import type { RecordContent } from '#lib/documents/schemas.ts'
import type { DecisionDetail } from './answers/detail.ts'
import { emptyRecord } from './empty-record.ts'
import { judgeDecision } from './judge-decision.ts'
import { listOffers } from './list-offers.ts'
import { readEvidence, readSpikes } from './read/evidence.ts'
import { readSummaries } from './read/summaries.ts'
import { getVisibleDecision } from './read/visible-decision.ts'
import type { DecisionPath } from './schemas.ts'
import { toSensitivity } from './sensitivity.ts'
import { toMatrixAnswer, toMissingAnswer, toProposalAnswer } from './to-answers.ts'

/** A record with its text, what was read of it, and what is missing for a decision. */
export async function getDecision(ctx: Context, { id }: DecisionPath): Promise<DecisionDetail> {
  const decision = await getVisibleDecision(ctx, id)
  const visible = await listVisibleSystemIds(ctx)
  const [{ document, subject }, summaries, evidence, spikes, proposal] = await Promise.all([
    getVisibleDocument(ctx, decision.documentId),
    readSummaries([decision.id], visible),
    readEvidence(decision.id),
    readSpikes(decision.id, visible),
    findNewestProposal(ctx, decision.documentId),
  ])
  const summary = summaries.get(decision.id)
  if (!summary) throw notFound(`The record "${id}"`)
  const understood = readDocument(document.content)
  const record: RecordContent = understood.record ?? emptyRecord(summary)
  const { matrix, missing } = judgeDecision(record, evidence, spikes, ctx.now())
  return {
    ...summary,
    ...{
      documentId: document.id,
      version: document.version,
      content: document.content,
      understood,
    },
    matrix: toMatrixAnswer(matrix, toSensitivity(record.criteria, matrix)),
    missing: missing.map(toMissingAnswer),
    spikes: spikes.map(({ content: _, ...spike }) => spike),
    offers: listOffers(summary, record),
    proposal: proposal && toProposalAnswer(proposal),
    readAt: document.readAt?.toISOString() ?? null,
    failure: document.failure && {
      reason: document.failure.reason,
      message: document.failure.message,
    },
    ...{ createdBy: document.createdBy, updatedBy: document.updatedBy },
    createdAt: document.createdAt.toISOString(),
    updatedAt: document.updatedAt.toISOString(),
    allowed: {
      write: hasPermission(ctx, 'decision:write', subject),
      decide: hasPermission(ctx, 'decision:decide', subject),
    },
  }
}

export interface DecisionText {
  readonly text: string
  readonly hash: string
}

/** The text as it is stored, byte for byte. */
export async function getDecisionText(ctx: Context, { id }: DecisionPath): Promise<DecisionText> {
  const { documentId } = await getVisibleDecision(ctx, id)
  const { document } = await getVisibleDocument(ctx, documentId)
  return { text: document.content, hash: document.contentHash }
}
