'use client'

import { useFormatter, useTranslations } from 'next-intl'
import type { StageHealthView } from '#lib/health/types.ts'

interface HistorySummaryProps {
  readonly view: Pick<StageHealthView, 'uptime' | 'outages' | 'deployments'>
}

/** The history in words: "99,87 % verfügbar, 2 Ausfälle, 3 Deployments". */
export function HistorySummary({ view }: HistorySummaryProps) {
  const t = useTranslations('health.summary')
  const format = useFormatter()
  if (view.uptime === null) return <p className="text-sm text-muted">{t('noData')}</p>
  // Cut off, not rounded: 99.999 % with an outage must not read as 100 %.
  const share = Math.floor(view.uptime * 10_000) / 10_000
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 2 })
  const parts = [
    t('uptime', { percent }),
    t('outages', { count: view.outages }),
    t('deployments', { count: view.deployments.length }),
  ]
  return <p className="text-sm text-muted">{parts.join(', ')}</p>
}
