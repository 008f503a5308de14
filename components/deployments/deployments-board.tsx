'use client'

import { useTranslations } from 'next-intl'
import { parseAsString, useQueryStates } from 'nuqs'
import { Field } from '#components/ui/field.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Select } from '#components/ui/select.tsx'
import { activeStates, deploymentKinds, deploymentStates } from '#lib/deployments/vocabulary.ts'
import { DeploymentTable } from './deployment-table.tsx'

const parsers = {
  system: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  kind: parseAsString.withDefault(''),
}

const active = activeStates.join(',')

interface DeploymentsBoardProps {
  readonly systems: readonly { readonly slug: string; readonly name: string }[]
}

/** Every deployment the reader may see; the filters live in the address. */
export function DeploymentsBoard({ systems }: DeploymentsBoardProps) {
  const t = useTranslations('deployments')
  const words = useTranslations('status.deployment')
  const [filters, setFilters] = useQueryStates(parsers)
  const all = { value: '', label: t('list.all') }
  const choices = {
    system: systems.map(({ slug, name }) => ({ value: slug, label: name })),
    state: [
      { value: active, label: t('list.active') },
      ...deploymentStates.map((state) => ({ value: state, label: words(state) })),
    ],
    kind: deploymentKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) })),
  }
  const labels = {
    system: t('list.filterSystem'),
    state: t('list.filterState'),
    kind: t('list.filterKind'),
  }
  return (
    <div className="grid gap-4">
      <PageHeader title={t('title')} />
      <div className="flex flex-wrap gap-3">
        {(['system', 'state', 'kind'] as const).map((name) => (
          <Field key={name} label={labels[name]}>
            {(control) => (
              <Select
                {...control}
                value={filters[name]}
                options={[all, ...choices[name]]}
                onChange={(event) => setFilters({ [name]: event.target.value || null })}
              />
            )}
          </Field>
        ))}
      </div>
      <DeploymentTable
        filters={filters}
        isFiltered={Object.values(filters).some(Boolean)}
        onReset={() => setFilters(null)}
      />
    </div>
  )
}
