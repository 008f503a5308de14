'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Role } from '#lib/core/permissions.ts'
import type { TokenFormValues } from './token-form-values.ts'

const expiryDays = ['7', '30', '90', '365'] as const

interface TokenFormProps {
  readonly id: string
  readonly roles: readonly Role[]
  readonly values: TokenFormValues
  readonly onChange: (values: TokenFormValues) => void
  readonly onSubmit: () => void
}

export function TokenForm({ id, roles, values, onChange, onSubmit }: TokenFormProps) {
  const t = useTranslations('settings.tokens')
  const roleName = useTranslations('shell.role')
  const set = (change: Partial<TokenFormValues>) => onChange({ ...values, ...change })
  const expiries = [
    ...expiryDays.map((value) => ({ value, label: t('expiresIn', { days: Number(value) }) })),
    { value: '', label: t('expiresNever') },
  ]
  return (
    <form
      id={id}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      <Field label={t('name')} hint={t('nameHint')} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={80}
            value={values.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('role')}>
        {(control) => (
          <Select
            {...control}
            value={values.role}
            options={roles.map((value) => ({ value, label: roleName(value) }))}
            // Safe because the options above are the roles.
            onChange={(event) => set({ role: event.target.value as Role })}
          />
        )}
      </Field>
      <Field label={t('scope')} hint={t('scopeHint')} showOptional>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            value={values.scope}
            onChange={(event) => set({ scope: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('expires')}>
        {(control) => (
          <Select
            {...control}
            value={values.expiresInDays}
            options={expiries}
            onChange={(event) => set({ expiresInDays: event.target.value })}
          />
        )}
      </Field>
    </form>
  )
}
