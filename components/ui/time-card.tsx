import { useTranslations } from 'next-intl'
import type { ComponentProps } from 'react'
import { CopyButton } from './copy-button.tsx'
import { formatMoment } from './format-time.ts'
import { useTimeStyle } from './use-time-style.ts'

interface TimeCardProps {
  readonly at: string
  readonly card: ComponentProps<'span'>
}

/** One moment in three notations, each to be copied. */
export function TimeCard({ at, card }: TimeCardProps) {
  const t = useTranslations('ui.time')
  const style = useTimeStyle()
  const atMs = Date.parse(at)
  const rows = [
    { name: t('local'), value: formatMoment(atMs, style) },
    { name: t('utc'), value: new Date(atMs).toISOString() },
    { name: t('epoch'), value: String(atMs) },
  ]
  return (
    <span
      {...card}
      className="fixed inset-auto m-0 grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-0.5 rounded-lg bg-raised p-2 text-xs font-normal text-ink shadow-float"
    >
      {rows.map(({ name, value }) => (
        <span key={name} className="contents">
          <span className="text-muted">{name}</span>
          <span className="tabular font-mono">{value}</span>
          <CopyButton text={value} />
        </span>
      ))}
    </span>
  )
}
