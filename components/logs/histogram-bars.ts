import type { LogBucket, LogEntry, LogHistogram } from '#lib/logs/types.ts'

/** The histogram with the loaded lines of those sources that could not count theirs. */
export function addLoaded(histogram: LogHistogram, lines: readonly LogEntry[]): LogHistogram {
  const uncounted = new Set(histogram.uncounted)
  const first = Date.parse(histogram.buckets[0]?.at ?? histogram.from)
  const widthMs = histogram.bucketSeconds * 1_000
  const added = histogram.buckets.map(({ counts }): Record<string, number> => ({ ...counts }))
  for (const { source, at, level } of lines) {
    if (!uncounted.has(source)) continue
    const counts = added[Math.floor((Date.parse(at) - first) / widthMs)]
    const word = level ?? 'none'
    if (counts) counts[word] = (counts[word] ?? 0) + 1
  }
  const buckets = histogram.buckets.map(({ at }, index) => ({ at, counts: added[index] ?? {} }))
  return { ...histogram, buckets }
}

const stacks = [
  { tone: 'bad', levels: ['fatal', 'error'] },
  { tone: 'warn', levels: ['warn'] },
  { tone: 'info', levels: ['info'] },
  { tone: 'muted', levels: ['debug', 'trace', 'none'] },
] as const

export interface Bar {
  readonly tone: (typeof stacks)[number]['tone']
  readonly path: string
}

/** One path per tone, errors at the bottom; a bucket is four units wide. What exists is at least a pixel high. */
export function stackBars(buckets: readonly LogBucket[], height: number): readonly Bar[] {
  const top = Math.max(1, ...buckets.map(({ counts }) => sum(counts)))
  const base = buckets.map(() => height)
  return stacks.map(({ tone, levels }) => {
    const path = buckets.map(({ counts }, index) => {
      const lines = levels.reduce((total, level) => total + (counts[level] ?? 0), 0)
      if (lines === 0) return ''
      const from = base[index] ?? height
      const to = Math.max(0, from - Math.max(1, (lines / top) * (height - 4)))
      base[index] = to
      return `M${index * 4} ${round(from)}V${round(to)}h3V${round(from)}z`
    })
    return { tone, path: path.join('') }
  })
}

export function sumCounts(buckets: readonly LogBucket[]): {
  readonly all: number
  readonly errors: number
} {
  return {
    all: buckets.reduce((total, { counts }) => total + sum(counts), 0),
    errors: buckets.reduce(
      (total, { counts }) => total + (counts.fatal ?? 0) + (counts.error ?? 0),
      0,
    ),
  }
}

const sum = (counts: LogBucket['counts']): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)
const round = (value: number) => Math.round(value * 10) / 10

/** The bar a key leads to; null for a key that leads nowhere. */
export function moveBar(key: string, active: number, last: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowUp') return Math.max(0, active - 1)
  if (key === 'ArrowRight' || key === 'ArrowDown') return Math.min(last, active + 1)
  if (key === 'PageUp') return Math.max(0, active - 10)
  if (key === 'PageDown') return Math.min(last, active + 10)
  if (key === 'Home') return 0
  return key === 'End' ? last : null
}

/** The time from the first bar's start to the last one's end, within the histogram; null for bars that are not there. */
export function toBarWindow(
  { from, buckets, bucketSeconds }: LogHistogram,
  [first, last]: readonly [number, number],
): { readonly fromMs: number; readonly toMs: number } | null {
  const fromAt = buckets[first]?.at
  const toAt = buckets[last]?.at
  if (!fromAt || !toAt) return null
  return {
    fromMs: Math.max(Date.parse(fromAt), Date.parse(from)),
    toMs: Date.parse(toAt) + bucketSeconds * 1_000,
  }
}
