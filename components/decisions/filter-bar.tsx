'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { type ComponentProps, useEffect, useState } from 'react'
import { writeCookie } from '#components/shell/write-cookie.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { decisionStatuses } from '#lib/documents/words.ts'
import { type DecisionFilters, reviewChoices, sortChoices, sortCookie } from './filters.ts'

interface FilterBarProps {
  readonly filters: DecisionFilters
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
  readonly hasSort: boolean
  readonly onChange: (part: Partial<DecisionFilters>) => void
}

/** Words, status, system, who decides, and review; all of it lives in the address. */
export function FilterBar({ filters, systems, hasSort, onChange }: FilterBarProps) {
  const t = useTranslations('decisions')
  const choices = {
    status: decisionStatuses.map((value) => ({ value, label: t(`status.${value}`) })),
    system: systems.map(({ slug, name }) => ({ value: slug, label: name })),
    review: reviewChoices.map((value) => ({ value, label: t(`filter.reviewChoice.${value}`) })),
  }
  const sort = filters.sort || 'newest'
  const [isOpen, setOpen] = useState(false)
  return (
    <search aria-label={t('filter.label')} className="flex flex-wrap items-end gap-3">
      <Field label={t('filter.q')}>
        {(control) => (
          <TypedInput
            {...control}
            data-page-filter
            type="search"
            className="sm:w-64"
            placeholder={t('filter.qPlaceholder')}
            typed={filters.q}
            onTyped={(q) => onChange({ q })}
          />
        )}
      </Field>
      <Button className="sm:hidden" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t('filter.more')}
      </Button>
      <div className={clsx('flex-wrap items-end gap-3 sm:flex', isOpen ? 'flex' : 'hidden')}>
        {(['status', 'system', 'review'] as const).map((name) => (
          <Field key={name} label={t(`filter.${name}`)}>
            {(control) => (
              <Select
                {...control}
                value={filters[name]}
                options={[{ value: '', label: t('filter.all') }, ...choices[name]]}
                onChange={(event) => onChange({ [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('filter.decider')}>
          {(control) => (
            <TypedInput
              {...control}
              className="sm:w-36"
              typed={filters.decider}
              onTyped={(decider) => onChange({ decider })}
            />
          )}
        </Field>
        {hasSort && (
          <Field label={t('filter.sort')}>
            {(control) => (
              <Select
                {...control}
                value={sort}
                options={sortChoices.map((value) => ({
                  value,
                  label: t(`filter.sortChoice.${value}`),
                }))}
                onChange={({ target: { value } }) => {
                  writeCookie(sortCookie, value)
                  onChange({ sort: value })
                }}
              />
            )}
          </Field>
        )}
        <Checkbox
          label={t('filter.broken')}
          checked={filters.broken === 'true'}
          onChange={(event) => onChange({ broken: event.target.checked ? 'true' : '' })}
        />
      </div>
    </search>
  )
}

interface TypedInputProps extends ComponentProps<'input'> {
  readonly typed: string
  readonly onTyped: (text: string) => void
}

const afterMs = 150

/** Tells what was typed when the typing pauses, and follows the address when that changes otherwise. */
function TypedInput({ typed, onTyped, ...rest }: TypedInputProps) {
  const [text, setText] = useState(typed)
  const [known, setKnown] = useState(typed)
  if (known !== typed) {
    setKnown(typed)
    setText(typed)
  }
  useEffect(() => {
    if (text === typed) return
    const timer = setTimeout(() => onTyped(text), afterMs)
    return () => clearTimeout(timer)
  })
  return <Input {...rest} value={text} onChange={(event) => setText(event.target.value)} />
}
