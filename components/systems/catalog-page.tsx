import { useTranslations } from 'next-intl'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import type { CatalogSource } from '#lib/catalog/schemas.ts'
import { RefreshButton } from './refresh-button.tsx'
import { SourceList } from './source-list.tsx'

interface CatalogPageProps {
  /** Null for readers whose role does not count everywhere. */
  readonly sources: readonly CatalogSource[] | null
  readonly mayRefresh: boolean
}

/** All sources of the catalog; the only place that shows a file that never became a system. */
export function CatalogPage({ sources, mayRefresh }: CatalogPageProps) {
  const t = useTranslations('systems.catalog')
  return (
    <div className="grid gap-6 p-4">
      <PageHeader
        title={t('title')}
        meta={t('lead')}
        actions={mayRefresh ? <RefreshButton /> : undefined}
      />
      {sources === null ? (
        <EmptyState title={t('forbidden')}>{t('forbiddenHint')}</EmptyState>
      ) : (
        <SourceList sources={sources} />
      )}
    </div>
  )
}
