'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import {
  DeploymentStateBadge,
  type DeploymentStateWord,
} from '#components/ui/deployment-state-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import type { DeploymentMark, StageHealthView } from '#lib/health/types.ts'
import { HistorySummary } from './history-summary.tsx'
import { LatencyChart } from './latency-chart.tsx'

interface HistoryCardProps {
  readonly view: StageHealthView
}

/** Availability and response time of a stage with its deployments. */
export function HistoryCard({ view }: HistoryCardProps) {
  const t = useTranslations('health')
  return (
    <Card title={t('history.title')} aside={<HistorySummary view={view} />}>
      <div className="grid gap-4">
        <UptimeBars
          permilles={view.buckets.map(({ permille }) => permille)}
          label={`${t('history.uptime')}, ${t(`range.${view.range}`)}`}
          width="fill"
          className="h-8"
        />
        <LatencyChart {...view} />
        <div className="flex justify-between text-xs text-muted">
          <RelativeTime at={view.from} plain />
          <RelativeTime at={view.to} plain />
        </div>
        {view.deployments.length > 0 && <MarkList deployments={view.deployments} />}
      </div>
    </Card>
  )
}

function MarkList({ deployments }: { readonly deployments: readonly DeploymentMark[] }) {
  const t = useTranslations('health.history')
  return (
    <section aria-label={t('marks')}>
      <h3 className="text-xs font-medium text-muted">{t('marks')}</h3>
      <ul className="mt-1 grid gap-1">
        {deployments.slice(0, 10).map(({ id, number, version, state, at }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 text-sm">
            <Link href={`/deployments/${id}`} className="underline">
              {t('mark', { number, version })}
            </Link>
            {/* Safe because the state was written by the domain that owns these words. */}
            <DeploymentStateBadge state={state as DeploymentStateWord} />
            <span className="text-xs text-muted">
              <RelativeTime at={at} plain />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
