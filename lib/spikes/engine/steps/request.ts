import type { OutboundFailure } from '#lib/core/http/outbound-failure.ts'
import { fillJson, fillText } from '../../captured.ts'
import type { PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome } from '../outcome.ts'
import { captureFrom, findDifference, readAnswer } from './check-answer.ts'

/** Sends one request to the stage. A change whose answer was lost is `unknown` and never sent again. */
export async function runRequest(
  plan: PlanOf<'request'>,
  { world, stage, captured }: StepInput,
): Promise<StepOutcome> {
  const url = toStageUrl(stage.url, plan.path, captured)
  if (!url) return failed('stage_without_url')
  const json = plan.json === undefined ? undefined : JSON.stringify(fillJson(plan.json, captured))
  const answer = await world.outbound.request(url, {
    method: plan.method,
    timeoutMs: plan.timeoutMs,
    maxRedirects: 0,
    ...(json === undefined ? {} : { body: json }),
  })
  if (!answer.ok) return toFailure(plan, answer)
  const read = readAnswer(answer)
  const difference = findDifference(read, plan.expect, captured)
  if (difference) return failed(difference.reason, { ...read.evidence, params: difference.params })
  const { captured: found, missing } = captureFrom(read, plan.capture)
  if (missing) return failed('capture_missing', { ...read.evidence, params: { name: missing } })
  return passed(read.evidence, found)
}

/** Failures after which the other side cannot have got anything. */
const neverSent: ReadonlySet<OutboundFailure['reason']> = new Set([
  'name_not_found',
  'could_not_connect',
  'tls_failed',
  'certificate_expired',
  'certificate_not_trusted',
  'certificate_wrong_name',
])

function toFailure(plan: PlanOf<'request'>, failure: OutboundFailure): StepOutcome {
  const evidence = { detail: failure.message }
  if (failure.kind === 'refused' || neverSent.has(failure.reason))
    return failed('not_sent', evidence)
  if (plan.method === 'GET') return failed('not_answered', evidence)
  return { state: 'unknown', reason: 'outcome_unknown', evidence }
}

/** Address on the stage itself; null when the catalog names none. */
export function toStageUrl(
  stageUrl: string | null,
  path: string,
  captured: StepInput['captured'],
): string | null {
  if (stageUrl === null || !URL.canParse(stageUrl)) return null
  const { origin } = new URL(stageUrl)
  const filled = fillText(path, captured, encodeURIComponent)
  const url = URL.canParse(`${origin}${filled}`) ? new URL(`${origin}${filled}`) : null
  return url?.origin === origin ? url.href : null
}
