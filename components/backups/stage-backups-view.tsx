'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { PolicyCard } from './policy-card.tsx'
import { type StageKey, stageBackupsQuery } from './queries.ts'

const refreshMs = 30_000

/** The backups of a stage: what has to be backed up, how that stands, and the proof that it can be restored. */
export function StageBackupsView(key: StageKey) {
  const t = useTranslations('backups')
  const { data, error, refetch } = useQuery({
    ...stageBackupsQuery(key),
    refetchInterval: refreshMs,
  })
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-96" />
  if (data.policies.length === 0) {
    return (
      <EmptyState title={t('none')}>
        <p className="mb-3">{t('noneHint', { system: key.system, stage: key.stage })}</p>
        <CodeBlock title="leitstand.yaml" code={example} />
      </EmptyState>
    )
  }
  return (
    <div className="grid gap-4">
      {data.policies.map((policy) => (
        <PolicyCard key={policy.slug} policy={policy} may={data.may} stageKey={key} />
      ))}
    </div>
  )
}

const example = `backups:
  - slug: nightly
    component: database
    covers: database
    from: { kind: heartbeat }
    schedule: "30 2 * * *"
    timeZone: Europe/Berlin
    rpo: 26h
    restoreTest: { every: 90d }`
