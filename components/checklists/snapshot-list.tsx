'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { SnapshotSummary } from '#lib/checklists/types.ts'
import { snapshotsQuery } from './queries.ts'
import { SnapshotDiff } from './snapshot-diff.tsx'

/** What was kept of a list, and what has gone bad since. */
export function SnapshotList({ list }: { readonly list: string }) {
  const t = useTranslations('checklists.snapshot')
  const { data, error, refetch } = useQuery(snapshotsQuery(list))
  return (
    <Card title={t('title')}>
      {error && !data && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-16" />}
      {data?.items.length === 0 && <p className="text-sm text-muted">{t('none')}</p>}
      <ul className="grid gap-3">
        {data?.items.map((snapshot) => (
          <Snapshot key={snapshot.id} list={list} snapshot={snapshot} />
        ))}
      </ul>
    </Card>
  )
}

interface SnapshotProps {
  readonly list: string
  readonly snapshot: SnapshotSummary
}

function Snapshot({ list, snapshot }: SnapshotProps) {
  const t = useTranslations('checklists')
  const [isOpen, setOpen] = useState(false)
  const { title, at, author, reason, met, total, blocking, goneBad } = snapshot
  return (
    <li>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="cursor-pointer text-sm">
          <span className="inline-flex flex-wrap items-baseline gap-x-2">
            <strong dir="auto">{title}</strong>
            <RelativeTime at={at} plain />
            <span className="tabular">{t('progress', { met, total })}</span>
            {blocking > 0 && <span>{t('blocking', { count: blocking })}</span>}
            <StatusWord
              tone={goneBad > 0 ? 'bad' : 'ok'}
              shape={goneBad > 0 ? 'triangle' : 'check'}
            >
              {goneBad > 0 ? t('snapshot.goneBad', { count: goneBad }) : t('snapshot.same')}
            </StatusWord>
          </span>
        </summary>
        <p className="mt-1 text-xs text-muted" dir="auto">
          {t('snapshot.by', { author, reason })}
        </p>
        {isOpen && <SnapshotDiff list={list} snapshot={snapshot.id} />}
      </details>
    </li>
  )
}
