'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { lazy, Suspense } from 'react'
import { formatDate, formatDistance, formatMoment, formatSpan, isWithinDay } from './format-time.ts'
import { keyboardStop } from './keyboard-stop.ts'
import { useClock } from './use-clock.ts'
import { useHoverCard } from './use-hover-card.ts'
import { useTimeStyle } from './use-time-style.ts'

const TimeCard = lazy(async () => ({ default: (await import('./time-card.tsx')).TimeCard }))

interface RelativeTimeProps {
  /** ISO time. */
  readonly at: string
  /** `ago`: "vor 3 Std." (default). `since`: "seit 3 Std.", a whole phrase in both languages. */
  readonly form?: 'ago' | 'since'
  /** Without the card that can be focused: for dense lists, where it would be a stop of the tab key per cell. */
  readonly plain?: boolean
  readonly className?: string
}

/** A moment: relative within a day, else its date; on hover and focus in full, in local time, UTC and as a number. */
export function RelativeTime({ at, form = 'ago', plain = false, className }: RelativeTimeProps) {
  const text = useTimeText(at, form)
  const style = useTimeStyle()
  const { isOpen, anchor, card } = useHoverCard<HTMLTimeElement, HTMLSpanElement>()
  // Server and browser may know different editions of the languages' data.
  const shared = { dateTime: at, suppressHydrationWarning: true } as const
  const look = clsx('tabular whitespace-nowrap', className)
  if (plain) {
    return (
      <time {...shared} className={look} title={formatMoment(Date.parse(at), style)}>
        {text}
      </time>
    )
  }
  return (
    <>
      <time
        {...shared}
        {...anchor}
        {...keyboardStop}
        className={clsx(
          look,
          'rounded-xs decoration-line-strong decoration-dotted underline-offset-4 hover:underline',
        )}
      >
        {text}
      </time>
      {isOpen && (
        <Suspense>
          <TimeCard at={at} card={card} />
        </Suspense>
      )}
    </>
  )
}

function useTimeText(at: string, form: 'ago' | 'since'): string {
  const t = useTranslations('ui.time')
  const style = useTimeStyle()
  const atMs = Date.parse(at)
  return useClock((nowMs) => {
    if (Number.isNaN(atMs)) return at
    if (form === 'ago') {
      if (!isWithinDay(atMs, nowMs)) return formatDate(atMs, nowMs, style)
      return formatDistance(atMs, nowMs, style) ?? t('now')
    }
    if (!isWithinDay(atMs, nowMs)) return t('sinceDate', { date: formatDate(atMs, nowMs, style) })
    const span = formatSpan(atMs, nowMs, style)
    return span ? t('sinceSpan', { span }) : t('sinceNow')
  })
}
