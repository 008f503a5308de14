'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { Confirmation } from '#lib/deployments/types.ts'

interface RiskConfirmationProps {
  readonly confirmation: Confirmation
  /** What has to be typed where the risk asks for it. */
  readonly name: string
  readonly typed: string
  readonly onType: (text: string) => void
}

/** Asks for the system's name before production changes; nothing where a press is enough. */
export function RiskConfirmation({ confirmation, name, typed, onType }: RiskConfirmationProps) {
  const t = useTranslations('deployments.deploy')
  if (confirmation !== 'type_name') return null
  const label = t.rich('confirmName', {
    name: () => (
      <span className="inline-flex items-center gap-1">
        <code>{name}</code>
        <CopyButton text={name} />
      </span>
    ),
  })
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          value={typed}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  )
}

export function isConfirmed(confirmation: Confirmation, name: string, typed: string): boolean {
  return confirmation !== 'type_name' || typed.trim() === name
}
