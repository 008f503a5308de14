'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { BoardState } from './use-board.ts'
import type { ChangeView } from './use-view.ts'
import { type BoardView, hasFilters, noFilters, type SortOrder, sortOrders } from './view.ts'

interface BoardToolbarProps {
  readonly view: BoardView
  readonly sort: SortOrder
  readonly board: BoardState
  readonly isPhone: boolean
  readonly onChange: ChangeView
}

/** Narrows and orders the board; all of it ends up in the address. */
export function BoardToolbar({ view, sort, board, isPhone, onChange }: BoardToolbarProps) {
  const t = useTranslations('board.filter')
  const isCompact = view.density === 'compact'
  const toSort = (value: string) => sortOrders.find((order) => order === value) ?? null
  return (
    <search aria-label={t('label')} className="flex flex-wrap items-center gap-2">
      <span className="relative grow sm:max-w-64">
        <Icon
          name="search"
          className="pointer-events-none absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted"
        />
        <Input
          type="search"
          data-page-filter
          aria-label={t('label')}
          placeholder={t('placeholder')}
          value={view.q}
          onChange={(event) => onChange({ q: event.target.value })}
          className="pl-8"
        />
      </span>
      <Select
        aria-label={t('team')}
        value={view.team}
        onChange={(event) => onChange({ team: event.target.value })}
        options={[
          { value: '', label: t('allTeams') },
          ...board.teams.map(({ slug, name }) => ({ value: slug, label: name })),
        ]}
      />
      <Select
        aria-label={t('sort')}
        value={sort}
        onChange={(event) => onChange({ sort: toSort(event.target.value) })}
        options={sortOrders.map((value) => ({ value, label: t(value) }))}
      />
      {!isPhone && (
        <IconButton
          label={isCompact ? t('comfortable') : t('compact')}
          onClick={() => onChange({ density: isCompact ? 'comfortable' : 'compact' })}
          className="border border-line bg-surface size-8!"
        >
          <Icon name={isCompact ? 'rows' : 'rowsDense'} />
        </IconButton>
      )}
      {hasFilters(view) && (
        <Button variant="ghost" onClick={() => onChange(noFilters)}>
          {t('reset')}
        </Button>
      )}
      <p role="status" className="tabular ml-auto text-xs text-muted max-sm:sr-only">
        {t('count', { shown: board.matching, total: board.total })}
      </p>
    </search>
  )
}
