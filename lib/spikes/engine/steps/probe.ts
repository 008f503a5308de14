import { listProbeWords } from '#lib/health/index.ts'
import type { PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome } from '../outcome.ts'
import { lookUntil } from './look.ts'

const everyMs = 1_000

/** Waits until a probe says the word; only what it measured since the step began counts. */
export function runProbeStep(plan: PlanOf<'probe'>, input: StepInput): Promise<StepOutcome> {
  const { stage, startedAt, signal } = input
  return lookUntil({
    ...{ startedAt, signal, withinMs: plan.withinMs, everyMs },
    async look(looks) {
      const words = await listProbeWords(stage.stageId)
      const meant = words.filter(({ slug, component }) =>
        plan.probe === null ? component === plan.component : slug === plan.probe,
      )
      const name = plan.probe ?? plan.component ?? ''
      if (meant.length === 0) {
        return { done: true, outcome: failed('probe_unknown', { params: { name } }) }
      }
      const found = meant.find(
        ({ health, observedAt }) => health === plan.is && observedAt && observedAt >= startedAt,
      )
      const [shown] = found ? [found] : meant
      const evidence = {
        looks,
        ...(shown ? { health: shown.health } : {}),
        ...(shown?.observedAt ? { observedAt: shown.observedAt.toISOString() } : {}),
        ...(shown?.reason ? { detail: shown.reason } : {}),
      }
      if (found) return { done: true, outcome: passed(evidence) }
      const params = {
        withinMs: String(plan.withinMs),
        expected: plan.is,
        actual: shown?.health ?? '',
      }
      return { done: false, outcome: failed('not_within', { ...evidence, params }) }
    },
  })
}
