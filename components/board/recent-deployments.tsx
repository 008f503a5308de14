'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { ApiError } from '#components/api/request-json.ts'
import { deploymentsQuery } from '#components/deployments/queries.ts'
import { DeploymentStateBadge } from '#components/ui/deployment-state-badge.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'

interface RecentDeploymentsProps {
  readonly system: string
  readonly stage: string
}

const shownCount = 5

/** The newest deployments of a stage, each leading to its page. */
export function RecentDeployments({ system, stage }: RecentDeploymentsProps) {
  const t = useTranslations('board.drawer')
  const { data, error, refetch } = useInfiniteQuery(deploymentsQuery({ system, stage }))
  if (error && !data) {
    const requestId = error instanceof ApiError ? error.requestId : null
    return (
      <ErrorState
        title={t('deploymentsFailed')}
        requestId={requestId ?? undefined}
        onRetry={() => refetch()}
      />
    )
  }
  if (!data) return <Skeleton className="h-32" />
  const deployments = data.pages.flatMap(({ items }) => items).slice(0, shownCount)
  if (deployments.length === 0) return <p className="text-sm text-muted">{t('noDeployments')}</p>
  return (
    <>
      <ul className="text-sm">
        {deployments.map(({ id, number, version, state, createdAt }) => (
          <li
            key={id}
            className="grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-3 border-line py-1.5 not-last:border-b"
          >
            <Link href={`/deployments/${id}`} className="tabular underline">
              #{number}
            </Link>
            <code dir="auto" className="truncate text-xs">
              {version}
            </code>
            <DeploymentStateBadge state={state} />
            <RelativeTime at={createdAt} plain className="text-xs text-muted" />
          </li>
        ))}
      </ul>
      <Link
        href={`/systems/${system}/${stage}/deployments`}
        className="mt-2 inline-block text-sm underline"
      >
        {t('allDeployments')}
      </Link>
    </>
  )
}
