'use client'

import { useLocale } from 'next-intl'
import { formatDay } from './format-day.ts'

/** A date without a time of day, the same in every zone. */
export function Day({ day }: { readonly day: string }) {
  const locale = useLocale()
  return (
    <time dateTime={day} suppressHydrationWarning className="tabular whitespace-nowrap">
      {formatDay(day, locale)}
    </time>
  )
}
