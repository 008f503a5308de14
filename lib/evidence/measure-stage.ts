import type { StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { type Measured, type MeasureInput, unknown } from './measure.ts'
import { measures } from './registry.ts'
import type { MeasureAnswer } from './schemas.ts'
import { isMeasureName } from './words.ts'

/** What is asked of a stage; the same words as a binding in a document. */
export interface MeasureRequest {
  readonly measure: string
  readonly windowSeconds: number | null
  readonly parameters: Readonly<Record<string, string>>
}

/** Measures one thing of a stage. Never throws for a fact that is absent or a source that fails: that is unknown. */
export async function measureStage(
  ctx: Context,
  subject: StageSubject,
  request: MeasureRequest,
  signal: AbortSignal,
): Promise<MeasureAnswer> {
  requirePermission(ctx, 'system:read', subject)
  if (!isMeasureName(request.measure)) {
    return toAnswer(request, null, unknown('measure_unknown', { measure: request.measure }))
  }
  const measure = measures[request.measure]
  const strange = Object.keys(request.parameters).find((name) => !measure.parameters.includes(name))
  if (strange)
    return toAnswer(request, measure.unit, unknown('parameter_unknown', { name: strange }))
  const windowSeconds = request.windowSeconds ?? measure.defaultWindowSeconds
  const asked = { ...request, windowSeconds }
  const longest = measure.longestWindowSeconds ?? Infinity
  if (windowSeconds !== null && windowSeconds > longest) {
    return toAnswer(asked, measure.unit, unknown('window_too_long', { seconds: longest }))
  }
  const measured = await attempt(measure.read, { ctx, subject, signal, ...asked })
  return toAnswer(asked, measure.unit, measured)
}

async function attempt(
  read: (input: MeasureInput) => Promise<Measured>,
  input: MeasureInput,
): Promise<Measured> {
  try {
    return await read(input)
  } catch (error) {
    input.ctx.logger.warn({ error: String(error) }, 'a measure could not be read')
    return unknown('reading_failed')
  }
}

function toAnswer(
  { measure, windowSeconds, parameters }: MeasureRequest,
  unit: MeasureAnswer['unit'],
  measured: Measured,
): MeasureAnswer {
  const asked = { measure, windowSeconds, parameters, unit }
  if (!measured.known) {
    const { reason, params } = measured
    const nothing = { value: null, low: null, high: null, observedAt: null, source: null }
    return { ...asked, ...nothing, link: null, params: {}, unknown: { reason, params } }
  }
  const { value, low = value, high = value, observedAt, source, link, params } = measured
  return {
    ...asked,
    ...{ value, low, high, source, link, params },
    observedAt: observedAt.toISOString(),
    unknown: null,
  }
}
