'use client'

import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { DeploymentStateBadge } from '#components/ui/deployment-state-badge.tsx'
import { Duration } from '#components/ui/duration.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { DeploymentSummary } from '#lib/deployments/types.ts'
import { toMessageValues } from './message-values.ts'
import { type DeploymentFilters, deploymentsQuery } from './queries.ts'

interface DeploymentTableProps {
  readonly filters: DeploymentFilters
  /** Leaves out the column that is the same in every row. */
  readonly hideStage?: boolean
  /** Whether the reader narrowed the list, so that an empty one can say so. */
  readonly isFiltered?: boolean
  readonly onReset?: () => void
}

const refreshMs = 10_000

/** Deployments, newest first, page by page. */
export function DeploymentTable(props: DeploymentTableProps) {
  const { filters, hideStage = false, isFiltered = false, onReset } = props
  const t = useTranslations('deployments.list')
  const list = useInfiniteQuery({ ...deploymentsQuery(filters), refetchInterval: refreshMs })
  if (list.error && !list.data) {
    return <ErrorState title={list.error.message} onRetry={() => list.refetch()} />
  }
  if (!list.data) return <Skeleton className="h-64" />
  const items = list.data.pages.flatMap((page) => page.items)
  if (items.length === 0) {
    return isFiltered ? (
      <EmptyState
        title={t('emptyFiltered')}
        action={onReset && <Button onClick={onReset}>{t('reset')}</Button>}
      />
    ) : (
      <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
    )
  }
  return (
    <div className="grid gap-3">
      <Table caption={t('caption')}>
        <thead>
          <tr>
            <Th>{t('number')}</Th>
            {!hideStage && <Th>{t('stage')}</Th>}
            <Th>{t('version')}</Th>
            <Th>{t('state')}</Th>
            <Th>{t('by')}</Th>
            <Th>{t('started')}</Th>
            <Th className="text-right">{t('duration')}</Th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <DeploymentRow key={item.id} deployment={item} hideStage={hideStage} />
          ))}
        </tbody>
      </Table>
      {list.hasNextPage && (
        <Button
          className="justify-self-center"
          pending={list.isFetchingNextPage}
          onClick={() => list.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  )
}

interface DeploymentRowProps {
  readonly deployment: DeploymentSummary
  readonly hideStage: boolean
}

function DeploymentRow({ deployment, hideStage }: DeploymentRowProps) {
  const t = useTranslations('deployments')
  const { kind, system, stage, explanation } = deployment
  return (
    <Tr>
      <Th scope="row">
        <Link href={`/deployments/${deployment.id}`} className="underline">
          #{deployment.number}
        </Link>
      </Th>
      {!hideStage && (
        <Td>
          <Link href={`/systems/${system.slug}/${stage.slug}`} className="hover:underline">
            {system.name} <span className="text-muted">· {stage.name}</span>
          </Link>
        </Td>
      )}
      <Td>
        <span dir="auto" className="font-medium">
          {deployment.version}
        </span>
        {deployment.previousVersion && (
          <span className="block text-xs text-muted">
            {t('list.from', { version: deployment.previousVersion })}
          </span>
        )}
      </Td>
      <Td>
        <span className="flex flex-wrap items-center gap-2">
          <DeploymentStateBadge state={deployment.state} />
          {kind !== 'deployment' && <Badge>{t(`kind.${kind}`)}</Badge>}
        </span>
        {explanation && (
          <span className="block max-w-96 text-xs text-muted">
            {t(`explanation.${explanation.code}`, toMessageValues(explanation.details))}
          </span>
        )}
      </Td>
      <Td>{deployment.requestedBy.name}</Td>
      <Td>
        <RelativeTime at={deployment.createdAt} plain />
      </Td>
      <Td className="text-right">
        <Duration from={deployment.createdAt} to={deployment.finishedAt} />
      </Td>
    </Tr>
  )
}
