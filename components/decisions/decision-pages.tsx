'use client'

import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { ApiError } from '#components/api/request-json.ts'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { DecisionSummary } from '#lib/decisions/types.ts'
import { type DecisionFilters, isFiltered } from './filters.ts'
import { useDecisions } from './use-decisions.ts'

interface DecisionPagesProps {
  readonly filters: DecisionFilters
  /** Shown while there is no record at all. */
  readonly empty: ReactNode
  readonly onReset: () => void
  readonly children: (items: readonly DecisionSummary[]) => ReactNode
}

/** What every list of records has around it: how many, more of them, and why there are none. */
export function DecisionPages({ filters, empty, onReset, children }: DecisionPagesProps) {
  const t = useTranslations('decisions.list')
  const list = useDecisions(filters)
  if (!list.data && list.error) {
    const { error } = list
    const requestId = error instanceof ApiError ? (error.requestId ?? undefined) : undefined
    return <ErrorState title={error.message} requestId={requestId} onRetry={() => list.refetch()} />
  }
  if (!list.data) return <Skeleton className="h-96" />
  if (list.items.length === 0) {
    if (!isFiltered(filters)) return empty
    return (
      <EmptyState title={t('noMatch')} action={<Button onClick={onReset}>{t('reset')}</Button>}>
        {filters.q && t('noMatchHint', { query: filters.q })}
      </EmptyState>
    )
  }
  return (
    <div className="grid grid-cols-1 gap-3" aria-busy={list.isPlaceholderData}>
      <p role="status" className="text-xs text-muted">
        {t('count', { shown: list.items.length, total: list.total })}
      </p>
      {children(list.items)}
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
