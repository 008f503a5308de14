import type { HistoryBucket } from '#lib/health/types.ts'

export const chartHeight = 48
export const stepWidth = 4

export interface LatencyPaths {
  /** Mean response time as a line; broken where nothing was measured. */
  readonly mean: string
  /** Slowest answer of each period as a filled area. */
  readonly max: string
  /** Upper end of the scale. */
  readonly topMs: number
}

export interface LatencySummary {
  readonly meanMs: number
  readonly maxMs: number
}

/** Null when nothing was measured. The scale ends at the slowest answer, at 10 ms at least. */
export function toLatencyPaths(buckets: readonly HistoryBucket[]): LatencyPaths | null {
  const summary = summarizeLatency(buckets)
  if (!summary) return null
  const topMs = Math.max(10, summary.maxMs)
  const y = (ms: number) => round(chartHeight - (ms / topMs) * (chartHeight - 2))
  let mean = ''
  let max = ''
  let isDrawing = false
  for (const [index, { meanMs, maxMs }] of buckets.entries()) {
    if (meanMs === null || maxMs === null) {
      isDrawing = false
      continue
    }
    const x = index * stepWidth
    mean += `${isDrawing ? 'L' : 'M'}${x} ${y(meanMs)}h${stepWidth - 1}`
    max += `M${x} ${chartHeight}V${y(maxMs)}h${stepWidth - 1}V${chartHeight}z`
    isDrawing = true
  }
  return { mean, max, topMs }
}

export function summarizeLatency(buckets: readonly HistoryBucket[]): LatencySummary | null {
  const means = buckets.flatMap(({ meanMs }) => (meanMs === null ? [] : [meanMs]))
  const maxima = buckets.flatMap(({ maxMs }) => (maxMs === null ? [] : [maxMs]))
  if (means.length === 0) return null
  const meanMs = Math.round(means.reduce((sum, ms) => sum + ms, 0) / means.length)
  return { meanMs, maxMs: Math.max(...maxima) }
}

/** Upright lines at moments within a history, as one path. */
export function toMarkPath(
  moments: readonly string[],
  history: { readonly from: string; readonly bucketSeconds: number },
): string {
  const startMs = Date.parse(history.from)
  return moments
    .map((at) => ((Date.parse(at) - startMs) / 1000 / history.bucketSeconds) * stepWidth)
    .map((x) => `M${round(Math.max(0, x))} 0V${chartHeight}`)
    .join('')
}

const round = (value: number) => Math.round(value * 10) / 10
