'use client'

import { useTranslations } from 'next-intl'
import type { ClipboardEvent } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { CredentialFault } from '#lib/credentials/vocabulary.ts'
import type { CredentialField } from './credential-fields.ts'

interface CredentialInputProps {
  readonly field: CredentialField
  readonly value: string
  readonly fault: CredentialFault | undefined
  readonly onChange: (text: string) => void
}

/** One part of a credential: hidden where it is secret, never offered by the browser, and taken as it was given. */
export function CredentialInput({ field, value, fault, onChange }: CredentialInputProps) {
  const t = useTranslations('credentials.form')
  const { name, kind, isRequired } = field
  const shared = {
    value,
    spellCheck: false,
    autoCapitalize: 'off',
    autoComplete: kind === 'secret' ? 'new-password' : 'off',
    className: 'font-mono',
  } as const
  return (
    <Field
      label={t(`fields.${name}`)}
      hint={t(`hints.${name}`)}
      error={fault && t(`faults.${fault.code}`, fault.params)}
      required={isRequired}
      showOptional={!isRequired}
    >
      {(control) =>
        kind === 'file' ? (
          <Textarea
            {...control}
            {...shared}
            rows={6}
            onChange={(event) => onChange(event.target.value)}
          />
        ) : (
          <Input
            {...control}
            {...shared}
            type={kind === 'secret' ? 'password' : 'text'}
            onChange={(event) => onChange(event.target.value)}
            onPaste={(event) => keepLineBreaks(event, onChange)}
          />
        )
      }
    </Field>
  )
}

/** Browsers drop line breaks from a field of one line without a word; here somebody is to be asked about them. */
function keepLineBreaks(event: ClipboardEvent<HTMLInputElement>, onChange: (text: string) => void) {
  const text = event.clipboardData.getData('text')
  if (!/[\r\n]/.test(text)) return
  event.preventDefault()
  onChange(text)
}
