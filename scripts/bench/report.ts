import type { Spread } from './statistics.ts'

/** One line of a bench's result. */
export interface Figure {
  readonly label: string
  readonly value: string
  /** Null for a figure that is only told. */
  readonly limit: Limit | null
}

export interface Limit {
  readonly text: string
  readonly isMet: boolean
}

export interface Report {
  readonly title: string
  readonly figures: readonly Figure[]
}

/** A figure that is told and has no limit. */
export function told(label: string, value: string): Figure {
  return { label, value, limit: null }
}

/** A figure that must not exceed its limit. Something that could not be measured misses it. */
export function limited(
  label: string,
  {
    value,
    atMost,
    unit,
  }: { readonly value: number; readonly atMost: number; readonly unit: string },
): Figure {
  return {
    label,
    value: `${format(value)} ${unit}`,
    limit: { text: `≤ ${atMost} ${unit}`, isMet: value <= atMost },
  }
}

export function toText({ medianMs, p95Ms }: Spread): string {
  return `median ${format(medianMs)} ms, p95 ${format(p95Ms)} ms`
}

/** Median against median, and p95 against p95. */
export function toRatio(measured: Spread, baseline: Spread) {
  return {
    median: measured.medianMs / baseline.medianMs,
    p95: measured.p95Ms / baseline.p95Ms,
  }
}

export function format(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : 1)
}

export function printReport({ title, figures }: Report): void {
  const width = Math.max(...figures.map(({ label }) => label.length))
  const lines = figures.map(({ label, value, limit }) => {
    const verdict = limit && `  limit ${limit.text}: ${limit.isMet ? 'met' : 'MISSED'}`
    return `  ${label.padEnd(width)}  ${value}${verdict ?? ''}`
  })
  process.stdout.write(`\n${[title, ...lines].join('\n')}\n`)
}

export function listMissed(reports: readonly Report[]): readonly string[] {
  return reports.flatMap(({ title, figures }) =>
    figures.filter(({ limit }) => limit?.isMet === false).map(({ label }) => `${title}: ${label}`),
  )
}
