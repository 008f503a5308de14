'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { parseAsInteger, useQueryStates } from 'nuqs'
import { Card } from '#components/ui/card.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { DecisionVersions } from '#lib/decisions/types.ts'
import { decisionHref, diffQuery } from '../queries.ts'
import { DiffView } from './diff-view.tsx'
import { RestoreButton } from './restore-button.tsx'

interface VersionsViewProps {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly version: number
  readonly versions: DecisionVersions['items']
  readonly canWrite: boolean
}

const origins = ['created', 'edited', 'imported', 'repository', 'merged', 'restored'] as const

/** Every text the record had, and what changed between two of them. */
export function VersionsView(props: VersionsViewProps) {
  const { id, version, versions, canWrite } = props
  const t = useTranslations('decisions.versions')
  const [range, setRange] = useQueryStates({ from: parseAsInteger, to: parseAsInteger })
  const to = range.to ?? version
  const from = range.from ?? Math.max(1, to - 1)
  return (
    <div className="grid grid-cols-1 gap-4">
      <PageHeader
        path={
          <Link href={decisionHref(id)} className="hover:underline">
            {props.number} {props.title}
          </Link>
        }
        title={t('title')}
      />
      <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-[20rem_minmax(0,1fr)]">
        <Card flush>
          <ol className="max-h-[70dvh] overflow-y-auto text-sm">
            {versions.map((one) => (
              <li key={one.number} className="grid gap-1 border-line px-4 py-2 not-last:border-b">
                <button
                  type="button"
                  aria-pressed={to === one.number}
                  className="text-left font-medium hover:underline aria-pressed:underline"
                  onClick={() => setRange({ from: Math.max(1, one.number - 1), to: one.number })}
                >
                  {t('version', { number: one.number })} · <Origin origin={one.origin} />
                </button>
                <span className="text-xs text-muted">
                  {one.author} · <RelativeTime at={one.at} plain />
                </span>
                {one.reason && <span className="text-xs break-words">{one.reason}</span>}
                {canWrite && one.number !== version && (
                  <RestoreButton id={id} version={version} restore={one.number} />
                )}
              </li>
            ))}
          </ol>
        </Card>
        <Comparison id={id} from={from} to={to} />
      </div>
    </div>
  )
}

function Origin({ origin }: { readonly origin: string }) {
  const t = useTranslations('decisions.versions.origin')
  const known = origins.find((one) => one === origin)
  return known ? t(known) : origin
}

interface ComparisonProps {
  readonly id: string
  readonly from: number
  readonly to: number
}

function Comparison({ id, from, to }: ComparisonProps) {
  const t = useTranslations('decisions.versions')
  const { data, error, refetch } = useQuery({ ...diffQuery(id, from, to), enabled: from !== to })
  if (from === to) return <EmptyState title={t('first')} />
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-64" />
  return (
    <Card title={t('changes', { from, to })} flush>
      {data.hunks === null && <p className="p-4 text-sm text-muted">{t('tooDifferent')}</p>}
      {data.hunks?.length === 0 && <p className="p-4 text-sm text-muted">{t('same')}</p>}
      {data.hunks && data.hunks.length > 0 && <DiffView hunks={data.hunks} />}
    </Card>
  )
}
