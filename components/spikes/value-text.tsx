'use client'

import { useTranslations } from 'next-intl'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import { formatValue, type ShownValue } from './format-value.ts'

interface ValueTextProps extends ShownValue {
  /** Unit of the limit it stands beside. */
  readonly wanted: string | null
}

/** A value with its unit; yes and no in words. */
export function ValueText({ value, unit, wanted }: ValueTextProps) {
  const t = useTranslations('spikes')
  const { locale } = useTimeStyle()
  if (unit === 'yes-no' && value !== null) return <>{t(value === 1 ? 'yes' : 'no')}</>
  return (
    <span className="tabular whitespace-nowrap" suppressHydrationWarning>
      {formatValue({ value, unit }, wanted, locale) ?? '–'}
    </span>
  )
}
