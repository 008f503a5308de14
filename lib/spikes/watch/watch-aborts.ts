import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { observe } from '#lib/core/mutate.ts'
import { readDocument } from '#lib/documents/index.ts'
import type { Criterion } from '#lib/documents/schemas.ts'
import { type MeasureAnswer, toFactor } from '#lib/evidence/index.ts'
import { attestationsSchema } from '../answers.ts'
import { measureCriterion } from '../criteria/measure-criterion.ts'
import { abortSchema } from '../to-summary.ts'

interface ActiveSpike {
  readonly id: string
  readonly decisionId: string
  readonly stageId: string | null
  readonly systemId: string | null
  readonly content: string
  readonly abort: unknown
  readonly attestations: unknown
}

/**
 * Looks at the abort criteria of every spike under way. One fires when the comparison it is written with is true, or
 * when a person said that it is met; it stays until the spike ends, because what happened has happened.
 */
export async function watchAborts(ctx: Context, signal: AbortSignal): Promise<void> {
  const { rows } = await getPool().query<ActiveSpike>(activeSql)
  for (const spike of rows) {
    signal.throwIfAborted()
    if (abortSchema.parse(spike.abort)) continue
    try {
      const fired = await findFired(ctx, spike, signal)
      if (fired) await keepAbort(ctx, spike, fired)
    } catch (error) {
      ctx.logger.warn({ spike: spike.id, error: String(error) }, 'a spike could not be watched')
    }
  }
}

interface Fired {
  readonly criterion: string
  readonly words: string
}

async function findFired(
  ctx: Context,
  spike: ActiveSpike,
  signal: AbortSignal,
): Promise<Fired | null> {
  const attested = attestationsSchema.parse(spike.attestations)
  for (const criterion of readDocument(spike.content).spike?.abortCriteria ?? []) {
    if (attested[criterion.key]?.state === 'met') {
      return { criterion: criterion.key, words: criterion.title }
    }
    const measured = await measureCriterion(ctx, criterion, spike, signal)
    if (measured?.holds && measured.now) {
      return { criterion: criterion.key, words: toWords(criterion, measured.now) }
    }
  }
  return null
}

/** `Restore zu langsam: 48 > 30 min`, in the unit the limit is written in. */
function toWords(
  { title, operator, threshold, unit }: Criterion,
  { value, unit: measuredUnit }: MeasureAnswer,
): string {
  const shown = Math.round((value ?? 0) * (toFactor(measuredUnit, unit) ?? 1) * 100) / 100
  return `${title}: ${shown} ${operator} ${threshold}${unit ? ` ${unit}` : ''}`
}

async function keepAbort(ctx: Context, spike: ActiveSpike, fired: Fired): Promise<void> {
  await observe(ctx, async (tx) => {
    const [row] = await tx.$queryRaw<{ abort: unknown }[]>`
      SELECT abort FROM spike WHERE id = ${spike.id}::uuid AND state = 'active' FOR UPDATE`
    if (!row || !isDeepStrictEqual(row.abort, null)) return { result: null }
    await tx.spike.update({
      where: { id: spike.id },
      data: { abort: { ...fired, at: ctx.now().toISOString() } },
    })
    return {
      result: null,
      changes: [
        { topic: 'spike', key: spike.id, systemId: spike.systemId },
        { topic: 'decision', key: spike.decisionId, systemId: spike.systemId },
      ],
    }
  })
}

const activeSql = `
SELECT k.id, k.decision_id AS "decisionId", k.stage_id AS "stageId", k.abort, k.attestations,
  d.system_id AS "systemId", d.content
FROM spike k JOIN document d ON d.id = k.document_id
WHERE k.state = 'active' AND k.removed_at IS NULL AND d.removed_at IS NULL AND k.abort IS NULL
ORDER BY k.id`
