import type { Operator } from '#lib/documents/words.ts'

export interface Threshold {
  readonly operator: Operator
  readonly threshold: number
  /** As written: `min`, `%`; null takes the unit of the value. */
  readonly unit: string | null
}

export interface MeasuredValue {
  readonly value: number
  readonly low?: number
  /** Null: without bound. */
  readonly high?: number | null
  readonly unit: string | null
}

/**
 * Whether a value keeps a threshold. Null where that cannot be told: the units do not fit, or the bounds of what was
 * seen lie on both sides of the threshold.
 */
export function evaluateThreshold(measured: MeasuredValue, limit: Threshold): boolean | null {
  const factor = toFactor(measured.unit, limit.unit)
  if (factor === null) return null
  const low = (measured.low ?? measured.value) * factor
  const high = measured.high === null ? Infinity : (measured.high ?? measured.value) * factor
  const verdicts = [compare(low, limit), compare(high, limit)]
  // Between two bounds that both differ from it, an exact value may still lie.
  if (limit.operator === '=' && low < limit.threshold && limit.threshold < high) return null
  return verdicts[0] === verdicts[1] ? (verdicts[0] ?? null) : null
}

/** What a value in the first unit is multiplied with to be in the second; null when they are of different kinds. */
export function toFactor(from: string | null, to: string | null): number | null {
  if (from === null || to === null) return 1
  const [source, target] = [findUnit(from), findUnit(to)]
  if (!source || !target) return normalise(from) === normalise(to) ? 1 : null
  return source.kind === target.kind ? source.size / target.size : null
}

const times = { kind: 'time' } as const
const counts = { kind: 'count', size: 1 } as const
const units: Readonly<Record<string, { readonly kind: string; readonly size: number }>> = {
  ms: { ...times, size: 0.001 },
  s: { ...times, size: 1 },
  sec: { ...times, size: 1 },
  sek: { ...times, size: 1 },
  sekunden: { ...times, size: 1 },
  seconds: { ...times, size: 1 },
  min: { ...times, size: 60 },
  m: { ...times, size: 60 },
  minuten: { ...times, size: 60 },
  minutes: { ...times, size: 60 },
  h: { ...times, size: 3_600 },
  std: { ...times, size: 3_600 },
  stunden: { ...times, size: 3_600 },
  hours: { ...times, size: 3_600 },
  d: { ...times, size: 86_400 },
  tage: { ...times, size: 86_400 },
  days: { ...times, size: 86_400 },
  count: counts,
  anzahl: counts,
  x: counts,
  '': counts,
  '%': { kind: 'share', size: 1 },
  'yes-no': { kind: 'yes-no', size: 1 },
}

function findUnit(unit: string) {
  const name = normalise(unit)
  return Object.hasOwn(units, name) ? units[name] : undefined
}

const normalise = (unit: string) => unit.trim().toLowerCase()

function compare(value: number, { operator, threshold }: Threshold): boolean {
  switch (operator) {
    case '<':
      return value < threshold
    case '<=':
      return value <= threshold
    case '>':
      return value > threshold
    case '>=':
      return value >= threshold
    case '=':
      return value === threshold
  }
}
