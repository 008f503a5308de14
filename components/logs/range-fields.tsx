'use client'

import { useTranslations } from 'next-intl'
import { type KeyboardEvent, useEffect, useState } from 'react'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { ChangeLogState, LogState } from './use-log-state.ts'

const presets = ['15m', '1h', '6h', '24h', '7d'] as const

interface RangeFieldsProps {
  readonly state: Pick<LogState, 'from' | 'to'>
  readonly onChange: ChangeLogState
  readonly isInvalid: boolean
}

/** The time range: a usual one, or both ends as text, relative or absolute. */
export function RangeFields({ state, onChange, isInvalid }: RangeFieldsProps) {
  const t = useTranslations('logs')
  const preset = presets.find((name) => state.from === `now-${name}` && state.to === 'now')
  const options = presets.map((value) => ({ value: value as string, label: t(`range.${value}`) }))
  return (
    <div className="flex grow flex-wrap items-center gap-1 sm:grow-0">
      <Select
        aria-label={t('range.label')}
        value={preset ?? 'custom'}
        options={preset ? options : [...options, { value: 'custom', label: t('range.custom') }]}
        onChange={({ target: { value } }) =>
          value !== 'custom' && onChange({ from: `now-${value}`, to: 'now' })
        }
      />
      <Moment label={t('from')} value={state.from} onCommit={(from) => onChange({ from })} />
      <Moment label={t('to')} value={state.to} onCommit={(to) => onChange({ to, follow: false })} />
      {isInvalid && (
        <p role="alert" className="text-xs text-bad">
          {t('rangeInvalid')}
        </p>
      )}
    </div>
  )
}

interface MomentProps {
  readonly label: string
  readonly value: string
  readonly onCommit: (value: string) => void
}

/** Takes effect on Enter and when the field is left: a half-typed moment is none. */
function Moment({ label, value, onCommit }: MomentProps) {
  const [text, setText] = useState(value)
  useEffect(() => setText(value), [value])
  const commit = () => text !== value && onCommit(text)
  return (
    <Input
      aria-label={label}
      title={label}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={commit}
      onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && commit()}
      className="min-w-0 grow basis-32 sm:w-44 sm:grow-0 sm:basis-auto"
    />
  )
}
