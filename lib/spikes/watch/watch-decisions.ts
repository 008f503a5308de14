import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { readDocument } from '#lib/documents/index.ts'
import type { Criterion } from '#lib/documents/schemas.ts'
import { type MeasureAnswer, toFactor } from '#lib/evidence/index.ts'
import { measureCriterion } from '../criteria/measure-criterion.ts'
import { type BrokenAssumption, brokenSchema } from './broken.ts'
import { projectStageDecisions } from './project-stage-decisions.ts'

interface AcceptedDecision {
  readonly id: string
  readonly systemId: string | null
  readonly watch: unknown
  readonly content: string
  /** Text of each spike, with the stage it was tried on. */
  readonly spikes: readonly { readonly content: string; readonly stageId: string | null }[]
  /** Stages it concerns by name; one that concerns a system alone has none. */
  readonly stageIds: readonly string[]
}

/**
 * Looks whether what accepted decisions stand on still holds. A broken assumption keeps the moment it was first seen
 * and goes as soon as the measure holds again; while it is unknown the last word stays.
 */
export async function watchDecisions(ctx: Context, signal: AbortSignal): Promise<void> {
  const { rows } = await getPool().query<AcceptedDecision>(acceptedSql)
  for (const decision of rows) {
    signal.throwIfAborted()
    try {
      const before = brokenSchema.parse(decision.watch)
      const after = await findBroken(ctx, decision, before, signal)
      if (!isDeepStrictEqual(before, after)) await keepBroken(ctx, decision, after)
    } catch (error) {
      ctx.logger.warn({ decision: decision.id, error: String(error) }, 'a decision is not watched')
    }
  }
  await projectStageDecisions(ctx)
}

async function findBroken(
  ctx: Context,
  decision: AcceptedDecision,
  before: readonly BrokenAssumption[],
  signal: AbortSignal,
): Promise<readonly BrokenAssumption[]> {
  const { systemId } = decision
  const broken: BrokenAssumption[] = []
  for (const { criterion, stageId } of listBound(decision)) {
    const measured = await measureCriterion(ctx, criterion, { stageId, systemId }, signal)
    const stage = measured?.stage
    const known = before.find(
      (each) => each.criterion === criterion.key && (!stage || each.stageId === stage.stageId),
    )
    if (!measured?.now || measured.holds === null || !stage) {
      if (known) broken.push(known)
    } else if (!measured.holds) {
      const since = known?.since ?? ctx.now().toISOString()
      broken.push({ ...toBroken(criterion, measured.now), since, stageId: stage.stageId })
    }
  }
  return broken
}

interface Bound {
  readonly criterion: Criterion
  readonly stageId: string | null
}

/** Bound criteria of the record, and of its spikes where the record does not have them. */
function listBound({ content, spikes, stageIds }: AcceptedDecision): readonly Bound[] {
  const spikeStage = spikes.find(({ stageId }) => stageId !== null)?.stageId ?? null
  const own = (readDocument(content).record?.criteria ?? []).map((criterion) => ({
    criterion,
    stageId: stageIds[0] ?? spikeStage,
  }))
  const tried = spikes.flatMap((spike) =>
    (readDocument(spike.content).spike?.criteria ?? []).map((criterion) => ({
      criterion,
      stageId: spike.stageId ?? stageIds[0] ?? null,
    })),
  )
  const seen = new Set<string>()
  return [...own, ...tried].filter(({ criterion }) => {
    if (!criterion.binding || criterion.threshold === null || seen.has(criterion.key)) return false
    seen.add(criterion.key)
    return true
  })
}

/** Value and limit in the unit the limit is written in: `Restore 48 min, limit 30`. */
function toBroken({ key, title, operator, threshold, unit }: Criterion, now: MeasureAnswer) {
  const factor = toFactor(now.unit, unit) ?? 1
  return {
    ...{ criterion: key, words: title, unit: unit ?? now.unit },
    value: now.value === null ? null : Math.round(now.value * factor * 100) / 100,
    // Only criteria with a limit come here.
    operator: operator ?? '=',
    limit: threshold ?? 0,
  }
}

async function keepBroken(
  ctx: Context,
  decision: AcceptedDecision,
  broken: readonly BrokenAssumption[],
): Promise<void> {
  await observe(ctx, async (tx) => {
    await tx.decision.update({
      where: { id: decision.id },
      data: { watch: broken.map((each) => ({ ...each })) },
    })
    return {
      result: null,
      changes: [{ topic: 'decision', key: decision.id, systemId: decision.systemId }],
    }
  })
}

const acceptedSql = `
SELECT d.id, t.system_id AS "systemId", d.watch, t.content,
  coalesce((
    SELECT jsonb_agg(jsonb_build_object('content', x.content, 'stageId', k.stage_id) ORDER BY k.created_at)
    FROM spike k JOIN document x ON x.id = k.document_id
    WHERE k.decision_id = d.id AND k.removed_at IS NULL AND x.removed_at IS NULL AND k.state <> 'abandoned'), '[]') AS spikes,
  ARRAY(SELECT stage_id::text FROM decision_subject WHERE decision_id = d.id AND stage_id IS NOT NULL ORDER BY id) AS "stageIds"
FROM decision d JOIN document t ON t.id = d.document_id
WHERE d.removed_at IS NULL AND t.removed_at IS NULL AND (d.status = 'accepted' OR d.watch <> '[]')
ORDER BY d.id`
