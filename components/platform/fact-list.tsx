'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { StagePlatform } from '#lib/board/types.ts'
import { isFresh } from '#lib/hosting/policy.ts'

type Fact = StagePlatform['facts'][number]

/** Where the parts of a stage are and how they are reached, each with its age. */
export function FactList({ facts, logRetention }: Pick<StagePlatform, 'facts' | 'logRetention'>) {
  const t = useTranslations('platform')
  const retention = logRetention.map(
    ({ days, source, ...age }): Fact => ({
      ...{ name: 'log_retention_days', subject: source, value: days, source, ...age },
    }),
  )
  const all = [...facts, ...retention].filter(({ value }) => !Array.isArray(value))
  if (all.length === 0) return null
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{t('facts')}</h3>
      <ul className="grid gap-1">
        {all.map((fact) => (
          <li
            key={`${fact.source} ${fact.name} ${fact.subject}`}
            className="flex flex-wrap items-baseline gap-x-2"
          >
            <span>{t(`fact.${fact.name}`)}</span>
            <FactValue fact={fact} />
            <span dir="auto" className="text-xs break-all text-muted">
              {fact.subject}
              {fact.source !== 'platform' && fact.source !== fact.subject && ` (${fact.source})`}
            </span>
            <FactAge fact={fact} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function FactValue({ fact: { name, value } }: { readonly fact: Fact }) {
  const t = useTranslations('platform')
  const format = useFormatter()
  if (name === 'log_retention_days') {
    return (
      <b className="font-medium">
        {value === null ? t('forever') : t('days', { days: Number(value) })}
      </b>
    )
  }
  if (value === null) return <b className="font-medium">{t('none')}</b>
  if (typeof value === 'boolean') return <b className="font-medium">{t(value ? 'yes' : 'no')}</b>
  if (name === 'certificate_expires_at') return <RelativeTime at={String(value)} />
  if (name === 'uptime_percent') {
    const options = { style: 'percent', maximumFractionDigits: 2 } as const
    return <b className="font-medium">{format.number(Number(value) / 100, options)}</b>
  }
  return (
    <b dir="auto" className="font-medium break-all">
      {String(value)}
    </b>
  )
}

function FactAge({ fact }: { readonly fact: Fact }) {
  const t = useTranslations('platform')
  const isOld = useClock((nowMs) => !isFresh(fact, nowMs))
  return (
    <span className="text-xs text-muted">
      {fact.observedAt && <RelativeTime plain at={fact.observedAt} />}
      {isOld && ` · ${t('outdated')}`}
    </span>
  )
}
