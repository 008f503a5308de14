'use client'

import { Field } from './field.tsx'
import { Select } from './select.tsx'

interface SelectFiltersProps<Name extends string> {
  readonly label: string
  /** Words of the choice that filters nothing. */
  readonly allLabel: string
  readonly names: readonly Name[]
  readonly toLabel: (name: Name) => string
  readonly choices: Readonly<
    Record<Name, readonly { readonly value: string; readonly label: string }[]>
  >
  /** What is chosen; empty for all. */
  readonly values: Readonly<Record<Name, string>>
  /** Null takes a filter away. */
  readonly onChange: (name: Name, value: string | null) => void
}

/** A row of filters, each with one choice. */
export function SelectFilters<Name extends string>({
  label,
  allLabel,
  names,
  toLabel,
  choices,
  values,
  onChange,
}: SelectFiltersProps<Name>) {
  return (
    <search aria-label={label} className="flex flex-wrap gap-3">
      {names.map((name) => (
        <Field key={name} label={toLabel(name)}>
          {(control) => (
            <Select
              {...control}
              value={values[name]}
              options={[{ value: '', label: allLabel }, ...choices[name]]}
              onChange={(event) => onChange(name, event.target.value || null)}
            />
          )}
        </Field>
      ))}
    </search>
  )
}
