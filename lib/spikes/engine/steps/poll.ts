import type { PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome } from '../outcome.ts'
import { captureFrom, findDifference, readAnswer } from './check-answer.ts'
import { lookUntil } from './look.ts'
import { toStageUrl } from './request.ts'

const requestTimeoutMs = 5_000

/** Asks the stage until its answer is as expected. */
export function runPoll(plan: PlanOf<'poll'>, input: StepInput): Promise<StepOutcome> {
  const { world, stage, captured, startedAt, signal } = input
  const url = toStageUrl(stage.url, plan.path, captured)
  if (!url) return Promise.resolve(failed('stage_without_url'))
  return lookUntil({
    ...{ startedAt, signal, withinMs: plan.withinMs, everyMs: plan.everyMs },
    async look(looks) {
      const answer = await world.outbound.request(url, {
        timeoutMs: requestTimeoutMs,
        maxRedirects: 0,
      })
      const late = { params: { withinMs: String(plan.withinMs) }, looks }
      if (!answer.ok) {
        const evidence = { ...late, detail: answer.message }
        return { done: false, outcome: failed('not_within', evidence) }
      }
      const read = readAnswer(answer)
      const difference = findDifference(read, plan.until, captured)
      if (difference) {
        const params = { ...late.params, ...difference.params }
        const evidence = { ...read.evidence, looks, params }
        return { done: false, outcome: failed('not_within', evidence) }
      }
      const { captured: found, missing } = captureFrom(read, plan.capture)
      const evidence = { ...read.evidence, looks }
      if (missing) {
        const outcome = failed('capture_missing', { ...evidence, params: { name: missing } })
        return { done: false, outcome }
      }
      return { done: true, outcome: passed(evidence, found) }
    },
  })
}
