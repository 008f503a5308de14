'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { DeploymentStateBadge } from '#components/ui/deployment-state-badge.tsx'
import { Duration } from '#components/ui/duration.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { DeploymentDetail } from '#lib/deployments/types.ts'
import { DeploymentActionButtons } from './deployment-actions.tsx'

/** What is being put where, its state, and what can be done about it. */
export function DeploymentHeader({ deployment }: { readonly deployment: DeploymentDetail }) {
  const t = useTranslations('deployments')
  const { system, stage, number, kind, usualDurationSeconds } = deployment
  return (
    <PageHeader
      title={t('page.title', { system: system.name, stage: stage.name, number })}
      path={
        <>
          <Link href={`/systems/${system.slug}`} className="hover:underline">
            {system.name}
          </Link>
          {' / '}
          <Link
            href={`/systems/${system.slug}/${stage.slug}/deployments`}
            className="hover:underline"
          >
            {stage.name}
          </Link>
        </>
      }
      meta={
        <>
          <DeploymentStateBadge state={deployment.state} />
          {kind !== 'deployment' && <Badge>{t(`kind.${kind}`)}</Badge>}
          <span dir="auto" className="font-medium text-ink">
            {deployment.version}
          </span>
          <span>
            <Duration from={deployment.createdAt} to={deployment.finishedAt} />
            {usualDurationSeconds !== null && (
              <>
                {' · '}
                {t('page.usual', { duration: formatDuration(usualDurationSeconds * 1_000) })}
              </>
            )}
          </span>
        </>
      }
      actions={<DeploymentActionButtons deployment={deployment} />}
    />
  )
}
