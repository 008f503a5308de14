import type { HistoryBucket } from '../types.ts'
import type { History, HistoryRow } from './read-history.ts'

const empty: HistoryBucket = { permille: -1, meanMs: null, maxMs: null }

/** One entry per period, whether or not something was measured in it. */
export function toBuckets(
  { bucketCount }: Pick<History, 'bucketCount'>,
  rows: readonly HistoryRow[],
): readonly HistoryBucket[] {
  const groups = Map.groupBy(rows, (row) => row.bucket)
  return Array.from({ length: bucketCount }, (_, index) => toBucket(groups.get(index) ?? []))
}

/** Share of good samples from 0 to 1; null without any. */
export function toShare(rows: readonly HistoryRow[]): number | null {
  const samples = sum(rows, (row) => row.samples)
  return samples > 0 ? sum(rows, (row) => row.good) / samples : null
}

function toBucket(rows: readonly HistoryRow[]): HistoryBucket {
  const share = toShare(rows)
  if (share === null) return empty
  const timed = sum(rows, (row) => row.timed)
  return {
    // Rounded down: a single failure must not disappear in a full bar.
    permille: Math.floor(share * 1000),
    meanMs: timed > 0 ? Math.round(sum(rows, (row) => row.durationSumMs) / timed) : null,
    maxMs: timed > 0 ? Math.max(...rows.map((row) => row.durationMaxMs)) : null,
  }
}

function sum(rows: readonly HistoryRow[], pick: (row: HistoryRow) => number): number {
  return rows.reduce((total, row) => total + pick(row), 0)
}
