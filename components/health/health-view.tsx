'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { parseAsStringLiteral, useQueryState } from 'nuqs'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { historyRanges } from '#lib/health/words.ts'
import { CauseText } from './cause-text.tsx'
import { HistoryCard } from './history-card.tsx'
import type { HealthAbilities } from './probe-actions.tsx'
import { ProbeTable } from './probe-table.tsx'
import { type StageKey, stageHealthQuery } from './queries.ts'
import { RangeSwitch } from './range-switch.tsx'
import { TransitionList } from './transition-list.tsx'

interface HealthViewProps extends StageKey {
  readonly abilities: HealthAbilities
}

const refreshMs = 30_000

/** Health of a stage: how it is, how it was, and what each probe says. */
export function HealthView({ abilities, ...key }: HealthViewProps) {
  const [range, setRange] = useQueryState(
    'range',
    parseAsStringLiteral(historyRanges).withDefault('24h'),
  )
  const { data, error, refetch } = useQuery({
    ...stageHealthQuery(key, range),
    refetchInterval: refreshMs,
  })
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-96" />
  if (data.probes.length === 0) return <NoProbes {...key} />
  return (
    <div className="grid gap-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span className="flex flex-wrap items-baseline gap-x-3">
          <HealthBadge health={data.health} since={data.since} observedAt={data.observedAt} />
          {data.cause && (
            <span className="text-sm text-muted">
              <CauseText cause={data.cause} />
            </span>
          )}
        </span>
        <RangeSwitch range={range} onChange={setRange} />
      </div>
      <HistoryCard view={data} />
      <ProbeTable {...key} probes={data.probes} range={data.range} abilities={abilities} />
      <TransitionList transitions={data.transitions} />
    </div>
  )
}

function NoProbes({ system, stage }: StageKey) {
  const t = useTranslations('health.probes')
  return (
    <EmptyState title={t('none')}>
      <p className="mb-3">{t('noneHint', { system, stage })}</p>
      <CodeBlock title="leitstand.yaml" code={exampleProbe} />
    </EmptyState>
  )
}

const exampleProbe = `probes:
  - slug: api-health
    component: api
    kind: http
    url: https://app.example.com/health
    interval: 30s
    expect: { status: 200 }`
