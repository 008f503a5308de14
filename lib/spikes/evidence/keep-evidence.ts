import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb, type Tx } from '#lib/core/db.ts'
import { conflict, invalidInput, notFound } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { readDocument } from '#lib/documents/index.ts'
import type { Criterion } from '#lib/documents/schemas.ts'
import type { EvidenceView } from '../answers.ts'
import { judge, measureCriterion } from '../criteria/measure-criterion.ts'
import { getSpikeSubject, type SpikeSubject } from '../get-spike-subject.ts'
import type { KeepEvidenceInput, SpikePath } from '../schemas.ts'
import { evidenceInclude, toEvidenceView } from './to-evidence-view.ts'

/**
 * Keeps a value for a criterion: what its measure says now, or what somebody entered, which is marked as such. The
 * value in force so far is replaced and stays readable.
 */
export async function keepEvidence(
  ctx: Context,
  path: SpikePath,
  input: KeepEvidenceInput,
  signal: AbortSignal,
): Promise<EvidenceView> {
  const spike = await getSpikeSubject(ctx, path)
  await authorise(ctx, 'evidence:keep', spike.subject)
  const criterion = requireCriterion(spike, input.criterion)
  const kept = isByHand(input)
    ? toEntered(ctx, criterion, input)
    : await freeze(ctx, spike, criterion, signal)
  const runId = input.run === undefined ? null : await getRunId(spike.id, input.run)
  return mutate(ctx, 'evidence:keep', spike.subject, async (tx) => {
    const key = { spikeId: spike.id, criterion: criterion.key, option: input.option ?? null }
    // Two people who keep a value for the same criterion take turns.
    await tx.$queryRaw`SELECT id FROM spike WHERE id = ${spike.id}::uuid FOR UPDATE`
    const before = await replaceEarlier(tx, key, ctx.now())
    const row = await tx.evidence.create({
      data: {
        ...{ ...kept, ...key, runId, decisionId: spike.decisionId },
        ...{ author: ctx.actor.name, reason: input.reason ?? null },
      },
      include: evidenceInclude,
    })
    const view = toEvidenceView(row)
    return {
      result: view,
      audit: {
        action: 'evidence.keep',
        entity: { kind: 'decision', id: spike.decisionId },
        systemId: spike.systemId,
        stageId: spike.stageId,
        before,
        after: toNote(view),
      },
      changes: [
        { topic: 'spike', key: spike.id, systemId: spike.systemId },
        { topic: 'decision', key: spike.decisionId, systemId: spike.systemId },
      ],
    }
  })
}

const isByHand = ({ value, text }: KeepEvidenceInput) => value !== undefined || text !== undefined

const toNote = ({
  criterion,
  option,
  value,
  unit,
  text,
  holds,
  isByHand: byHand,
}: EvidenceView) => ({
  ...{ criterion, option, value, unit, text, holds, byHand },
})

function requireCriterion(spike: SpikeSubject, key: string): Criterion {
  const criteria = readDocument(spike.content).spike?.criteria ?? []
  const found = criteria.find((criterion) => criterion.key === key)
  if (found) return found
  throw invalidInput(`The document of this spike has no criterion "${key}".`, {
    reason: 'criterion_missing',
    details: { criteria: criteria.map((criterion) => criterion.key) },
  })
}

function toEntered(ctx: Context, criterion: Criterion, input: KeepEvidenceInput) {
  const unit = input.unit ?? criterion.unit
  const value = input.value ?? null
  return {
    ...{ measure: null, value, unit, stageId: null, link: input.link ?? null },
    text: input.text === undefined ? null : redactSecrets(toInertText(input.text)),
    holds: judge(criterion, { value, low: value, high: value, unit: unit as null }),
    observedAt: input.observedAt ?? ctx.now(),
    source: ctx.actor.name,
  }
}

async function freeze(
  ctx: Context,
  spike: SpikeSubject,
  criterion: Criterion,
  signal: AbortSignal,
) {
  const place = { stageId: spike.stageId, systemId: null }
  const measured = await measureCriterion(ctx, criterion, place, signal)
  if (!measured) {
    throw invalidInput(`"${criterion.title}" is bound to no measure; enter its value by hand.`, {
      reason: 'criterion_not_bound',
    })
  }
  const { now, holds, stage } = measured
  if (!now || now.value === null || now.observedAt === null) {
    throw conflict(`What "${criterion.title}" measures is not known now; nothing was kept.`, {
      reason: 'measure_unknown',
      details: { unknown: now?.unknown ?? null },
    })
  }
  const { measure, windowSeconds, value, unit, source, link } = now
  return {
    ...{ value, unit, holds, link, text: null, stageId: stage?.stageId ?? null },
    measure: windowSeconds === null ? measure : `${measure} ${windowSeconds}s`,
    source: source ?? measure,
    observedAt: new Date(now.observedAt),
  }
}

async function getRunId(spikeId: string, number: number): Promise<string> {
  const run = await getDb().spikeRun.findFirst({ where: { spikeId, number }, select: { id: true } })
  if (!run) throw notFound(`The run ${number}`)
  return run.id
}

interface EvidenceKey {
  readonly spikeId: string
  readonly criterion: string
  readonly option: string | null
}

async function replaceEarlier(tx: Tx, key: EvidenceKey, now: Date) {
  const earlier = await tx.evidence.findFirst({
    where: { ...key, replacedAt: null },
    include: evidenceInclude,
  })
  if (!earlier) return null
  await tx.evidence.update({ where: { id: earlier.id }, data: { replacedAt: now } })
  return toNote(toEvidenceView(earlier))
}
