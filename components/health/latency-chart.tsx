'use client'

import { useTranslations } from 'next-intl'
import type { StageHealthView } from '#lib/health/types.ts'
import {
  chartHeight,
  stepWidth,
  summarizeLatency,
  toLatencyPaths,
  toMarkPath,
} from './latency-paths.ts'

type LatencyChartProps = Pick<StageHealthView, 'buckets' | 'from' | 'bucketSeconds' | 'deployments'>

/** Response times over the history, deployments as upright lines; one sentence says the same. */
export function LatencyChart({ buckets, deployments, ...history }: LatencyChartProps) {
  const t = useTranslations('health.history')
  const summary = summarizeLatency(buckets)
  const paths = toLatencyPaths(buckets)
  const text = summary
    ? t('latencySummary', { mean: summary.meanMs, max: summary.maxMs })
    : t('latencyNone')
  const marks = toMarkPath(
    deployments.map(({ at }) => at),
    history,
  )
  return (
    <figure className="grid gap-1">
      <figcaption className="flex justify-between text-xs text-muted">
        <span>{text}</span>
        {paths && <span>{t('scale', { max: paths.topMs })}</span>}
      </figcaption>
      <svg
        role="img"
        aria-label={text}
        viewBox={`0 0 ${buckets.length * stepWidth} ${chartHeight}`}
        preserveAspectRatio="none"
        className="h-16 w-full rounded-xs bg-sunken"
      >
        {paths && <path d={paths.max} className="fill-info opacity-20" />}
        {paths && (
          <path
            d={paths.mean}
            vectorEffect="non-scaling-stroke"
            className="fill-none stroke-info stroke-[1.5]"
          />
        )}
        {marks && (
          <path
            d={marks}
            vectorEffect="non-scaling-stroke"
            strokeDasharray="3 2"
            className="fill-none stroke-ink"
          />
        )}
      </svg>
    </figure>
  )
}
