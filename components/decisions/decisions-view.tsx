'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { parseAsString, parseAsStringLiteral, useQueryState, useQueryStates } from 'nuqs'
import { buttonStyle } from '#components/ui/button-style.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { DecisionGraphView } from './decision-graph.tsx'
import { DecisionList } from './decision-list.tsx'
import { DecisionTimeline } from './decision-timeline.tsx'
import { EmptyLibrary } from './empty-library.tsx'
import { FilterBar } from './filter-bar.tsx'
import { type DecisionFilters, noFilters, views } from './filters.ts'
import { ReviewQueue } from './review-queue.tsx'
import { ViewSwitch } from './view-switch.tsx'

const text = parseAsString.withDefault('')
const parsers = {
  q: text.withOptions({ throttleMs: 200 }),
  status: text,
  system: text,
  decider: text,
  review: text,
  broken: text,
  sort: text,
}

interface DecisionsViewProps {
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
  /** May add records. */
  readonly canWrite: boolean
  readonly readerName: string
  /** How this reader sorted last, where the address does not say. */
  readonly savedSort: string
}

/** Every decision record the reader may see: as a list, by date, and by what took whose place. */
export function DecisionsView(props: DecisionsViewProps) {
  const { systems, canWrite, readerName, savedSort } = props
  const t = useTranslations('decisions')
  const [inAddress, setFilters] = useQueryStates(parsers)
  const [view, setView] = useQueryState('view', parseAsStringLiteral(views).withDefault('list'))
  const filters: DecisionFilters = { ...inAddress, sort: inAddress.sort || savedSort }
  const change = (part: Partial<DecisionFilters>) =>
    setFilters(
      Object.fromEntries(Object.entries(part).map(([name, value]) => [name, value || null])),
    )
  const reset = () => setFilters(noFilters)
  const empty = <EmptyLibrary canWrite={canWrite} system={systems[0] ?? null} />
  return (
    <div className="grid grid-cols-1 gap-4">
      <PageHeader
        title={t('title')}
        meta={t('intro')}
        actions={
          canWrite && (
            <>
              <Link href="/decisions/import" className={buttonStyle()}>
                {t('import.open')}
              </Link>
              <Link href="/decisions/new" className={buttonStyle({ variant: 'primary' })}>
                {t('create.open')}
              </Link>
            </>
          )
        }
      />
      <ReviewQueue readerName={readerName} />
      <div className="grid grid-cols-1 gap-3">
        <ViewSwitch view={view} onChange={setView} />
        {view === 'graph' ? (
          <p className="text-sm text-muted">{t('graph.intro')}</p>
        ) : (
          <FilterBar
            filters={filters}
            systems={systems}
            hasSort={view === 'list'}
            onChange={change}
          />
        )}
      </div>
      {view === 'list' && <DecisionList {...{ filters, empty }} onReset={reset} />}
      {view === 'timeline' && <DecisionTimeline {...{ filters, empty }} onReset={reset} />}
      {view === 'graph' && <DecisionGraphView empty={empty} />}
    </div>
  )
}
