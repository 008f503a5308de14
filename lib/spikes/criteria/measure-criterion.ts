import { getStageSubject, getStageSubjectById, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { AppError } from '#lib/core/errors.ts'
import type { Criterion } from '#lib/documents/schemas.ts'
import { evaluateThreshold, type MeasureAnswer, measureStage } from '#lib/evidence/index.ts'

export interface MeasuredCriterion {
  readonly stage: StageSubject | null
  /** Null where nobody chose a stage, or the one written does not exist. */
  readonly now: MeasureAnswer | null
  /** Whether the comparison that is written is true; null where that is not known. */
  readonly holds: boolean | null
}

export interface MeasurePlace {
  /** Stage that is meant where the binding names none. */
  readonly stageId: string | null
  /**
   * The only system whose stages may be measured. Jobs see everything, and what they measure is shown to whoever sees
   * the document: its authors must not read other systems that way. Null: whatever the actor sees.
   */
  readonly systemId: string | null
}

/** What the measure of a bound criterion says now, on the stage it names or else on the one given. */
export async function measureCriterion(
  ctx: Context,
  criterion: Criterion,
  { stageId, systemId }: MeasurePlace,
  signal: AbortSignal,
): Promise<MeasuredCriterion | null> {
  const { binding } = criterion
  if (!binding) return null
  const stage = await findStage(ctx, binding.stage, stageId)
  if (!stage || (systemId !== null && stage.systemId !== systemId)) {
    return { stage: null, now: null, holds: null }
  }
  const { measure, windowSeconds, parameters } = binding
  const now = await measureStage(ctx, stage, { measure, windowSeconds, parameters }, signal)
  return { stage, now, holds: judge(criterion, now) }
}

/** Whether a measured value is as its criterion says. */
export function judge(
  { operator, threshold, unit }: Pick<Criterion, 'operator' | 'threshold' | 'unit'>,
  now: Pick<MeasureAnswer, 'value' | 'low' | 'high' | 'unit'>,
): boolean | null {
  if (operator === null || threshold === null || now.value === null) return null
  const { value, low, high } = now
  return evaluateThreshold(
    { value, ...(low === null ? {} : { low }), high, unit: now.unit },
    { operator, threshold, unit },
  )
}

async function findStage(
  ctx: Context,
  written: string | null,
  stageId: string | null,
): Promise<StageSubject | null> {
  try {
    if (written !== null) {
      const [system = '', stage = ''] = written.split('/', 2)
      return await getStageSubject(ctx, { system, stage })
    }
    return stageId === null ? null : await getStageSubjectById(ctx, stageId)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null
    throw error
  }
}
