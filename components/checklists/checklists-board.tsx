'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { SelectFilters } from '#components/ui/select-filters.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StateCounts } from '#components/ui/state-counts.tsx'
import type { ChecklistList } from '#lib/checklists/types.ts'
import { listStates } from '#lib/checklists/words.ts'
import { ChecklistTable } from './checklist-table.tsx'
import { listLooks } from './looks.ts'
import { type ChecklistFilters, checklistsQuery } from './queries.ts'

const parsers = {
  system: parseAsString.withDefault(''),
  stage: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
}

const refreshMs = 60_000

/** Every checklist the reader may see, worst first; the filters live in the address. */
export function ChecklistsBoard() {
  const t = useTranslations('checklists')
  const [filters, setFilters] = useQueryStates(parsers)
  const { data, error, refetch } = useQuery({
    ...checklistsQuery(filters),
    refetchInterval: refreshMs,
  })
  return (
    <div className="grid gap-4">
      <PageHeader title={t('title')} />
      {data && (
        <StateCounts
          label={t('list.summary')}
          states={listStates}
          counts={data.counts}
          looks={listLooks}
          toName={(state) => t(`state.${state}`)}
          filtered={filters.state}
          onChange={(state) => setFilters({ state: state || null })}
        />
      )}
      <Filters
        filters={filters}
        systems={data?.systems ?? []}
        onChange={(part) => setFilters(part)}
      />
      {error && !data && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-96" />}
      {data && <Lists list={data} filters={filters} onReset={() => setFilters(null)} />}
    </div>
  )
}

interface ListsProps {
  readonly list: ChecklistList
  readonly filters: ChecklistFilters
  readonly onReset: () => void
}

function Lists({ list, filters, onReset }: ListsProps) {
  const t = useTranslations('checklists.list')
  if (list.items.length > 0) return <ChecklistTable lists={list.items} />
  if (!Object.values(filters).some(Boolean)) {
    return <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  }
  return (
    <EmptyState title={t('noMatch')} action={<Button onClick={onReset}>{t('reset')}</Button>} />
  )
}

interface FiltersProps {
  readonly filters: ChecklistFilters
  readonly systems: ChecklistList['systems']
  readonly onChange: (part: Partial<Record<keyof ChecklistFilters, string | null>>) => void
}

function Filters({ filters, systems, onChange }: FiltersProps) {
  const t = useTranslations('checklists')
  const choices = {
    system: systems.map(({ slug, name }) => ({ value: slug, label: name })),
    state: listStates.map((value) => ({ value, label: t(`state.${value}`) })),
  }
  return (
    <SelectFilters
      label={t('list.filter')}
      allLabel={t('list.all')}
      names={['system', 'state'] as const}
      toLabel={(name) => t(`list.${name}`)}
      choices={choices}
      values={filters}
      onChange={(name, value) => onChange({ [name]: value })}
    />
  )
}
