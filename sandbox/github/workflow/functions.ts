import { isLooselyEqual, toText } from './values.ts'

export type JobStatus = 'success' | 'failure' | 'cancelled'

type ExpressionFunction = (values: readonly unknown[], status: JobStatus) => unknown

/** Functions of expressions, by lower-case name. */
export const functions: Readonly<Record<string, ExpressionFunction>> = {
  contains: ([whole, part]) =>
    Array.isArray(whole)
      ? whole.some((member) => isLooselyEqual(member, part))
      : toText(whole).toLowerCase().includes(toText(part).toLowerCase()),
  startswith: ([whole, part]) => toText(whole).toLowerCase().startsWith(toText(part).toLowerCase()),
  endswith: ([whole, part]) => toText(whole).toLowerCase().endsWith(toText(part).toLowerCase()),
  format: ([template, ...values]) =>
    toText(template).replaceAll(/\{(\d+)\}/g, (_, index: string) => toText(values[Number(index)])),
  join: ([values, separator = ',']) =>
    Array.isArray(values) ? values.map(toText).join(toText(separator)) : toText(values),
  tojson: ([value]) => JSON.stringify(value, null, 2),
  fromjson: ([value]) => JSON.parse(toText(value)) as unknown,
  success: (_, status) => status === 'success',
  failure: (_, status) => status === 'failure',
  cancelled: (_, status) => status === 'cancelled',
  always: () => true,
}

const statusCheck = /\b(?:success|failure|cancelled|always)\s*\(/i

/** A condition that asks for no status means "and nothing failed before". */
export function hasStatusCheck(condition: string): boolean {
  return statusCheck.test(condition)
}
