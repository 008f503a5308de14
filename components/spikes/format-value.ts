import { toFactor } from '#lib/evidence/policy.ts'

export interface ShownValue {
  readonly value: number | null
  readonly unit: string | null
}

/** A value in the unit its limit is written in, or its own: `48 min`, `99,8 %`. Null where there is none. */
export function formatValue(
  { value, unit }: ShownValue,
  wanted: string | null,
  locale: string,
): string | null {
  if (value === null) return null
  const factor = wanted === null ? null : toFactor(unit, wanted)
  const shownUnit = factor === null ? unit : wanted
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 }).format(
    value * (factor ?? 1),
  )
  return shownUnit === null || shownUnit === 'count' || shownUnit === ''
    ? number
    : `${number} ${shownUnit}`
}
