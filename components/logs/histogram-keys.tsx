'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useId, useState } from 'react'
import { formatMoment } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { LogHistogram } from '#lib/logs/types.ts'
import { moveBar, sumCounts } from './histogram-bars.ts'

/** First and last bar of a selection. */
export type BarRange = readonly [first: number, last: number]

interface HistogramKeysProps {
  readonly histogram: LogHistogram
  readonly onSelect: (bars: BarRange) => void
  /** Which bars to show as chosen; null for none. */
  readonly onMark: (bars: BarRange | null) => void
}

/** The bars for keyboard and screen reader: arrows go from one to the next, with the shift key over several. */
export function HistogramKeys({ histogram, onSelect, onMark }: HistogramKeysProps) {
  const t = useTranslations('logs.histogram')
  const style = useTimeStyle()
  const id = useId()
  const last = histogram.buckets.length - 1
  const [place, setPlace] = useState({ anchor: last, active: last })
  const active = Math.min(place.active, last)
  const bars = (anchor: number, end: number): BarRange => [
    Math.min(anchor, end, last),
    Math.min(Math.max(anchor, end), last),
  ]
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      onMark(null)
      onSelect(bars(place.anchor, active))
      return
    }
    const next = moveBar(event.key, active, last)
    if (next === null) return
    event.preventDefault()
    const anchor = event.shiftKey ? place.anchor : next
    setPlace({ anchor, active: next })
    onMark(bars(anchor, next))
  }
  const moment = (at: string) => formatMoment(Date.parse(at), style)
  return (
    <div
      role="listbox"
      tabIndex={0}
      aria-label={t('title')}
      aria-description={t('keys')}
      aria-multiselectable="true"
      aria-activedescendant={`${id}-${active}`}
      onKeyDown={onKeyDown}
      onFocus={() => onMark(bars(place.anchor, active))}
      onBlur={() => onMark(null)}
      className="pointer-events-none absolute inset-0 rounded-sm"
    >
      {histogram.buckets.map((bucket, index) => {
        const { all, errors } = sumCounts([bucket])
        const [first, end] = bars(place.anchor, active)
        return (
          <div
            key={bucket.at}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index >= first && index <= end}
            aria-label={t('bucket', { time: moment(bucket.at), count: all, errors })}
          />
        )
      })}
    </div>
  )
}
