import { type Captured, fillText } from '../../captured.ts'
import type { Comparison, PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome } from '../outcome.ts'

/** Compares what was captured; the first comparison that is not true fails the step. */
export function runExpect(plan: PlanOf<'expect'>, { captured }: StepInput): StepOutcome {
  const wrong = plan.comparisons.find((comparison) => !isTrue(comparison, captured))
  if (!wrong)
    return passed({ detail: plan.comparisons.map((each) => toText(each, captured)).join('\n') })
  return failed('comparison_failed', {
    detail: toText(wrong, captured),
    params: {
      expected: `${wrong.left} ${wrong.operator} ${wrong.right}`,
      actual: toText(wrong, captured),
    },
  })
}

/** Numbers are compared as numbers, everything else as text. */
export function isTrue({ left, operator, right }: Comparison, captured: Captured): boolean {
  const [a, b] = [toValue(left, captured), toValue(right, captured)]
  if (operator === '=') return a === b
  if (operator === '!=') return a !== b
  if (typeof a !== 'number' || typeof b !== 'number') return false
  if (operator === '<') return a < b
  if (operator === '<=') return a <= b
  return operator === '>' ? a > b : a >= b
}

const toText = ({ left, operator, right }: Comparison, captured: Captured) =>
  `${fillText(left, captured)} ${operator} ${fillText(right, captured)}`

function toValue(text: string, captured: Captured): string | number {
  const filled = fillText(text, captured).trim()
  return /^-?\d+(?:\.\d+)?$/.test(filled) ? Number(filled) : filled
}
