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
import type { BackupList } from '#lib/backups/types.ts'
import { backupStates, restoreStates } from '#lib/backups/words.ts'
import { stateLooks } from './looks.ts'
import { PolicyTable } from './policy-table.tsx'
import { type BackupFilters, backupsQuery } from './queries.ts'

const parsers = {
  system: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  restore: parseAsString.withDefault(''),
}

const refreshMs = 30_000

/** Every backup policy the reader may see, worst first; the filters live in the address. */
export function BackupsBoard() {
  const t = useTranslations('backups')
  const [filters, setFilters] = useQueryStates(parsers)
  const { data, error, refetch } = useQuery({
    ...backupsQuery(filters),
    refetchInterval: refreshMs,
  })
  return (
    <div className="grid gap-4">
      <PageHeader title={t('title')} />
      {data && (
        <StateCounts
          label={t('list.summary')}
          states={backupStates}
          counts={data.counts}
          looks={stateLooks}
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
      {data && <Policies list={data} filters={filters} onReset={() => setFilters(null)} />}
    </div>
  )
}

interface PoliciesProps {
  readonly list: BackupList
  readonly filters: BackupFilters
  readonly onReset: () => void
}

function Policies({ list, filters, onReset }: PoliciesProps) {
  const t = useTranslations('backups.list')
  if (list.items.length > 0) return <PolicyTable policies={list.items} />
  if (!Object.values(filters).some(Boolean)) {
    return <EmptyState title={t('empty')}>{t('emptyHint')}</EmptyState>
  }
  return (
    <EmptyState title={t('noMatch')} action={<Button onClick={onReset}>{t('reset')}</Button>} />
  )
}

interface FiltersProps {
  readonly filters: BackupFilters
  readonly systems: BackupList['systems']
  readonly onChange: (part: Partial<Record<keyof BackupFilters, string | null>>) => void
}

function Filters({ filters, systems, onChange }: FiltersProps) {
  const t = useTranslations('backups')
  const choices = {
    system: systems.map(({ slug, name }) => ({ value: slug, label: name })),
    state: backupStates.map((value) => ({ value, label: t(`state.${value}`) })),
    restore: restoreStates.map((value) => ({ value, label: t(`restore.state.${value}`) })),
  }
  return (
    <SelectFilters
      label={t('list.filter')}
      allLabel={t('list.all')}
      names={['system', 'state', 'restore'] as const}
      toLabel={(name) => t(`list.${name}`)}
      choices={choices}
      values={filters}
      onChange={(name, value) => onChange({ [name]: value })}
    />
  )
}
