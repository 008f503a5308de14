'use client'

import { useTranslations } from 'next-intl'
import { debounce, useQueryStates } from 'nuqs'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { filterParsers, outcomes } from './filters.ts'

const typingPauseMs = 300
const kinds = [
  'deployment',
  'hold',
  'decision',
  'document',
  'spike',
  'evidence',
  'probe',
  'heartbeat',
  'catalog',
  'system',
  'token',
  'host-key',
  'log-token',
  'credential',
  'user',
  'session',
] as const

interface ActivityFiltersProps {
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
}

/** Narrows the activity; every choice is part of the address, so that a view can be passed on. */
export function ActivityFilters({ systems }: ActivityFiltersProps) {
  const t = useTranslations('activity')
  const [filters, setFilters] = useQueryStates(filterParsers, { shallow: false })
  // A page further back belongs to the filters it was reached with.
  const set = (change: Partial<typeof filters>, options = {}) =>
    setFilters({ ...change, stage: null }, options)
  const any = { value: '', label: t('filter.any') }
  const actions = [any, ...kinds.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))]
  const places = [any, ...systems.map(({ slug, name }) => ({ value: slug, label: name }))]
  const results = [any, ...outcomes.map((value) => ({ value, label: t(`filter.${value}`) }))]
  return (
    <search aria-label={t('filter.label')} className="flex flex-wrap items-end gap-3">
      <Field label={t('filter.actor')}>
        {(control) => (
          <Input
            {...control}
            type="search"
            placeholder={t('filter.actorHint')}
            defaultValue={filters.actor}
            onChange={(event) =>
              set({ actor: event.target.value || '' }, { limitUrlUpdates: debounce(typingPauseMs) })
            }
          />
        )}
      </Field>
      <Field label={t('filter.action')}>
        {(control) => (
          <Select
            {...control}
            value={filters.action}
            options={withCurrent(actions, filters.action)}
            onChange={(event) => set({ action: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('filter.system')}>
        {(control) => (
          <Select
            {...control}
            value={filters.system}
            options={withCurrent(places, filters.system)}
            onChange={(event) => set({ system: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('filter.outcome')}>
        {(control) => (
          <Select
            {...control}
            value={filters.outcome ?? ''}
            options={results}
            onChange={({ target }) =>
              set({ outcome: outcomes.find((outcome) => outcome === target.value) ?? null })
            }
          />
        )}
      </Field>
      {(['from', 'to'] as const).map((name) => (
        <Field key={name} label={t(`filter.${name}`)}>
          {(control) => (
            <Input
              {...control}
              type="date"
              value={filters[name]}
              onChange={(event) => set({ [name]: event.target.value })}
            />
          )}
        </Field>
      ))}
    </search>
  )
}

interface Option {
  readonly value: string
  readonly label: string
}

/** An address may ask for something the list does not offer, such as one exact action. */
function withCurrent(options: readonly Option[], current: string): readonly Option[] {
  if (options.some(({ value }) => value === current)) return options
  return [...options, { value: current, label: current }]
}
