import type { Criterion } from '#lib/documents/schemas.ts'

const signs = { '<': '<', '<=': '≤', '=': '=', '>=': '≥', '>': '>' } as const

/** "≤ 30 min"; null for a criterion without a threshold. */
export function toTarget(
  { operator, threshold, unit }: Pick<Criterion, 'operator' | 'threshold' | 'unit'>,
  format: (value: number) => string,
): string | null {
  if (operator === null || threshold === null) return null
  return [signs[operator], format(threshold), unit].filter(Boolean).join(' ')
}
