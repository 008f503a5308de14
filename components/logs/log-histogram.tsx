'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { type PointerEvent, useMemo, useRef, useState } from 'react'
import { formatMoment } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { LogHistogram as Histogram, LogEntry } from '#lib/logs/types.ts'
import { addLoaded, stackBars, sumCounts, toBarWindow } from './histogram-bars.ts'
import { type BarRange, HistogramKeys } from './histogram-keys.tsx'
import { histogramQuery, type LogQuestion, type StageKey } from './queries.ts'
import type { TimeRange } from './time-expression.ts'

interface LogHistogramProps {
  readonly stage: StageKey
  readonly question: LogQuestion
  readonly range: TimeRange
  /** Lines in the browser, for sources that cannot count. */
  readonly lines: readonly LogEntry[]
  readonly onZoom: (range: TimeRange) => void
}

const heightPx = 56

/** When lines came, by level, with the deployments between them. Dragging chooses a time range. */
export function LogHistogram({ stage, question, range, lines, onZoom }: LogHistogramProps) {
  const t = useTranslations('logs.histogram')
  const { data } = useQuery(histogramQuery(stage, question, range))
  const full = useMemo(() => data && addLoaded(data, lines), [data, lines])
  const bars = useMemo(() => stackBars(full?.buckets ?? [], heightPx), [full])
  const drag = useDrag(full, onZoom)
  if (!full) return <div style={{ height: heightPx + 20 }} />
  const names = full.uncounted.filter((slug) => lines.some(({ source }) => source === slug))
  return (
    <figure className="grid gap-1">
      <div
        className="relative touch-none overflow-x-clip select-none has-[[role=listbox]:focus-visible]:outline-2 has-[[role=listbox]:focus-visible]:outline-focus"
        style={{ height: heightPx }}
        {...drag.handlers}
      >
        <svg
          viewBox={`0 0 ${full.buckets.length * 4} ${heightPx}`}
          preserveAspectRatio="none"
          aria-hidden="true"
          className="size-full cursor-crosshair rounded-sm bg-sunken"
        >
          {bars.map(({ tone, path }) => (
            <path key={tone} d={path} className={fills[tone]} />
          ))}
          {drag.selection && (
            <rect
              x={drag.selection[0] * 4}
              width={(drag.selection[1] - drag.selection[0] + 1) * 4}
              y={0}
              height={heightPx}
              className="fill-info/25"
            />
          )}
        </svg>
        <HistogramKeys histogram={full} onSelect={drag.choose} onMark={drag.mark} />
        <Marks histogram={full} />
      </div>
      <Caption histogram={full} loaded={names} />
      <p className="sr-only">{t('hint')}</p>
    </figure>
  )
}

const fills = {
  bad: 'fill-bad',
  warn: 'fill-warn',
  info: 'fill-info',
  muted: 'fill-unknown',
} as const

function Marks({ histogram }: { readonly histogram: Histogram }) {
  const t = useTranslations('logs.histogram')
  const fromMs = Date.parse(histogram.from)
  const spanMs = Date.parse(histogram.to) - fromMs
  return histogram.deployments.slice(0, 20).map(({ id, number, version, at }) => (
    <Link
      key={id}
      href={`/deployments/${id}`}
      title={t('deployment', { number, version })}
      aria-label={t('deployment', { number, version })}
      className="absolute top-0 flex h-full w-6 -translate-x-1/2 justify-center"
      style={{ left: `${((Date.parse(at) - fromMs) / spanMs) * 100}%` }}
      onPointerDown={(event) => event.stopPropagation()}
    >
      <span className="h-full w-px border-l-2 border-dashed border-ink" />
    </Link>
  ))
}

function Caption({ histogram, loaded }: { histogram: Histogram; loaded: readonly string[] }) {
  const t = useTranslations('logs.histogram')
  const style = useTimeStyle()
  const { all, errors } = sumCounts(histogram.buckets)
  const moment = (at: string) => formatMoment(Date.parse(at), style)
  return (
    <figcaption className="flex flex-wrap justify-between gap-x-4 text-xs text-muted">
      <span suppressHydrationWarning>
        {t('summary', {
          lines: all,
          errors,
          from: moment(histogram.from),
          to: moment(histogram.to),
        })}
      </span>
      {loaded.length > 0 && <span>{t('loaded', { sources: loaded.join(', ') })}</span>}
    </figcaption>
  )
}

function useDrag(histogram: Histogram | undefined, onZoom: (range: TimeRange) => void) {
  const start = useRef<number | null>(null)
  const [selection, setSelection] = useState<BarRange | null>(null)
  const toIndex = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const count = histogram?.buckets.length ?? 1
    const share = (event.clientX - left) / width
    return Math.max(0, Math.min(count - 1, Math.floor(share * count)))
  }
  const choose = (bars: BarRange) => {
    const window = histogram && toBarWindow(histogram, bars)
    if (window) onZoom(window)
  }
  const finish = () => {
    start.current = null
    setSelection(null)
    if (selection) choose(selection)
  }
  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      event.currentTarget.setPointerCapture(event.pointerId)
      const index = toIndex(event)
      start.current = index
      setSelection([index, index])
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current === null) return
      const index = toIndex(event)
      setSelection([Math.min(start.current, index), Math.max(start.current, index)])
    },
    onPointerUp: finish,
    onPointerCancel: () => {
      start.current = null
      setSelection(null)
    },
  }
  return { handlers, selection, choose, mark: setSelection }
}
