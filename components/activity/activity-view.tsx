import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { AuditFilter, AuditPageDto } from '#lib/audit/schemas.ts'
import { ActivityFilters } from './activity-filters.tsx'
import { ActivityTable } from './activity-table.tsx'
import { hasFilters, toActivityQuery, type ActivityView as View } from './filters.ts'

interface ActivityViewProps {
  readonly view: View
  readonly filter: AuditFilter
  readonly page: AuditPageDto
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
}

/** The activity page: filters, what happened, and the way further back. */
export function ActivityView({ view, filter, page, systems }: ActivityViewProps) {
  const t = useTranslations('activity')
  const exported = new URLSearchParams(filter as Record<string, string>)
  return (
    <div className="grid gap-4">
      <PageHeader
        title={t('title')}
        meta={<p className="max-w-prose">{t('intro')}</p>}
        actions={
          <a
            className={buttonStyle()}
            href={`/api/v1/activity/export?${exported}`}
            title={t('exportHint')}
            download
          >
            {t('export')}
          </a>
        }
      />
      <ActivityFilters systems={systems} />
      {page.entries.length > 0 ? <ActivityTable entries={page.entries} /> : <Empty view={view} />}
      <Paging view={view} nextCursor={page.nextCursor} />
    </div>
  )
}

function Empty({ view }: Pick<ActivityViewProps, 'view'>) {
  const t = useTranslations('activity')
  if (!hasFilters(view)) {
    return <EmptyState title={t('empty.none')}>{t('empty.noneHint')}</EmptyState>
  }
  const reset = (
    <Link className={buttonStyle()} href="/activity">
      {t('filter.reset')}
    </Link>
  )
  return <EmptyState title={t('empty.filtered')} action={reset} />
}

interface PagingProps extends Pick<ActivityViewProps, 'view'> {
  readonly nextCursor: string | null
}

function Paging({ view, nextCursor }: PagingProps) {
  const t = useTranslations('activity')
  const to = (cursor: string | null) => toActivityQuery('/activity', { ...view, cursor })
  return (
    <nav aria-label={t('paging')} className="flex gap-2">
      {view.cursor && (
        <Link className={buttonStyle()} href={to(null)}>
          {t('newest')}
        </Link>
      )}
      {nextCursor && (
        <Link className={buttonStyle()} href={to(nextCursor)}>
          {t('older')}
        </Link>
      )}
    </nav>
  )
}
