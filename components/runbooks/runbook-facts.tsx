import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { RunbookFacts as Facts } from '#lib/runbooks/types.ts'
import type { StageKey } from './queries.ts'

interface RunbookFactsProps {
  readonly stage: StageKey
  readonly facts: Facts
}

/** What somebody in trouble looks at first. */
export function RunbookFacts({ stage, facts }: RunbookFactsProps) {
  const t = useTranslations('runbooks.facts')
  const base = `/systems/${stage.system}/${stage.stage}`
  const { database, missingSettings, lastDeployment, failing } = facts
  return (
    <dl className="grid gap-x-6 gap-y-2 text-sm sm:grid-cols-2">
      <Fact term={t('failing')}>
        <span className="flex flex-wrap gap-x-3 gap-y-1">
          {failing.length === 0 && '–'}
          {failing.map(({ probe, health }) => (
            <span key={probe} className="inline-flex items-baseline gap-1.5">
              <Link href={`${base}/health`} className="underline">
                {probe}
              </Link>
              <HealthBadge health={health === 'down' ? 'down' : 'degraded'} />
            </span>
          ))}
        </span>
      </Fact>
      <Fact term={t('database')}>
        {database ? (
          <HealthBadge health={toWord(database.health)} observedAt={database.observedAt} />
        ) : (
          t('databaseNone')
        )}
      </Fact>
      <Fact term={t('settings')}>
        <Link href={`${base}/configuration`} className="wrap-anywhere underline">
          {missingSettings === null
            ? t('settingsUnknown')
            : missingSettings.join(', ') || t('settingsNone')}
        </Link>
      </Fact>
      <Fact term={t('deployment')}>
        {lastDeployment ? (
          <>
            <Link href={`/deployments/${lastDeployment.id}`} className="underline">
              {t('deploymentText', lastDeployment)}
            </Link>{' '}
            <RelativeTime at={lastDeployment.at} />
          </>
        ) : (
          t('deploymentNone')
        )}
      </Fact>
    </dl>
  )
}

const words = ['healthy', 'degraded', 'down', 'paused'] as const

function toWord(health: string) {
  return words.find((word) => word === health) ?? 'unknown'
}

function Fact({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
