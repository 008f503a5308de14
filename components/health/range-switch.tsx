'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { type HistoryRange, historyRanges } from '#lib/health/words.ts'

interface RangeSwitchProps {
  readonly range: HistoryRange
  readonly onChange: (range: HistoryRange) => void
}

/** Chooses how far back the history goes. */
export function RangeSwitch({ range, onChange }: RangeSwitchProps) {
  const t = useTranslations('health.range')
  return (
    <fieldset className="inline-flex gap-1">
      <legend className="sr-only">{t('label')}</legend>
      {historyRanges.map((choice) => (
        <label
          key={choice}
          className={clsx(
            buttonStyle({ variant: choice === range ? 'primary' : 'secondary', size: 'sm' }),
            'cursor-pointer focus-within:outline-2 focus-within:outline-focus',
          )}
        >
          <input
            type="radio"
            name="range"
            className="sr-only"
            checked={choice === range}
            onChange={() => onChange(choice)}
          />
          {t(choice)}
        </label>
      ))}
    </fieldset>
  )
}
