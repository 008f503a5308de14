'use client'

import { useTranslations } from 'next-intl'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { CredentialPlatform } from '#lib/credentials/schemas.ts'
import type { CredentialFault } from '#lib/credentials/vocabulary.ts'
import { type CredentialFormValues, listFields } from './credential-fields.ts'
import { CredentialInput } from './credential-input.tsx'

interface CredentialFormProps {
  readonly id: string
  /** To choose from; empty when the account is fixed. */
  readonly platforms: readonly CredentialPlatform[]
  readonly values: CredentialFormValues
  readonly faults: readonly CredentialFault[]
  readonly onChange: (values: CredentialFormValues) => void
  readonly onSubmit: () => void
}

export function CredentialForm(props: CredentialFormProps) {
  const { id, platforms, values, faults, onChange, onSubmit } = props
  const set = (change: Partial<CredentialFormValues>) => onChange({ ...values, ...change })
  return (
    <form
      id={id}
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {platforms.length > 0 && <AddressFields platforms={platforms} values={values} onSet={set} />}
      {values.platform === 'aws' && <IdentityField values={values} onSet={set} />}
      {listFields(values).map((field) => (
        <CredentialInput
          key={field.name}
          field={field}
          value={values.texts[field.name] ?? ''}
          fault={faults.find((fault) => fault.field === field.name)}
          onChange={(text) => set({ texts: { ...values.texts, [field.name]: text } })}
        />
      ))}
    </form>
  )
}

interface PartProps {
  readonly values: CredentialFormValues
  readonly onSet: (change: Partial<CredentialFormValues>) => void
}

function AddressFields({
  platforms,
  values,
  onSet,
}: PartProps & { readonly platforms: readonly CredentialPlatform[] }) {
  const t = useTranslations('credentials')
  return (
    <>
      <Field label={t('platform')}>
        {(control) => (
          <Select
            {...control}
            value={values.platform}
            options={platforms.map((value) => ({ value, label: t(`platforms.${value}`) }))}
            onChange={(event) =>
              // Safe because the options above are the platforms.
              onSet({ platform: event.target.value as CredentialPlatform, texts: {} })
            }
          />
        )}
      </Field>
      <Field label={t('account')} hint={t('form.accountHint')} required>
        {(control) => (
          <Input
            {...control}
            autoComplete="off"
            maxLength={255}
            value={values.account}
            onChange={(event) => onSet({ account: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function IdentityField({ values, onSet }: PartProps) {
  const t = useTranslations('credentials.form')
  return (
    <Field label={t('identity')} hint={t('identityHint')}>
      {(control) => (
        <Select
          {...control}
          value={values.hasOwnIdentity ? 'own' : 'keys'}
          options={[
            { value: 'keys', label: t('identityKeys') },
            { value: 'own', label: t('identityOwn') },
          ]}
          onChange={(event) => onSet({ hasOwnIdentity: event.target.value === 'own' })}
        />
      )}
    </Field>
  )
}
