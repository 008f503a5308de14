import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { measureStage } from './measure-stage.ts'
import { measures } from './registry.ts'
import type { MeasureAnswer, MeasureQuery, StagePath } from './schemas.ts'
import { measureNames } from './words.ts'

/** What the portal measures of a stage right now. Parameters go to the measures that know them. */
export async function getMeasures(
  ctx: Context,
  path: StagePath,
  { measure, window, ...parameters }: MeasureQuery,
  signal: AbortSignal,
): Promise<{ readonly measures: readonly MeasureAnswer[] }> {
  const subject = await getStageSubject(ctx, path)
  const answers = await Promise.all(
    (measure ?? measureNames).map((name) => {
      const known = measures[name]
      const fitting = known.parameters.flatMap((each) => {
        const value = Object.hasOwn(parameters, each)
          ? parameters[each as keyof typeof parameters]
          : undefined
        return value === undefined ? [] : [[each, value] as const]
      })
      const windowSeconds = known.defaultWindowSeconds === null ? null : (window ?? null)
      const request = { measure: name, windowSeconds, parameters: Object.fromEntries(fitting) }
      return measureStage(ctx, subject, request, signal)
    }),
  )
  return { measures: answers }
}
