'use client'

import { useTranslations } from 'next-intl'
import { type ReactNode, useId } from 'react'
import { StatusIcon } from './status-icon.tsx'

/** What `Field` gives to the control inside it. */
export interface FieldControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
  readonly required: boolean
}

interface FieldProps {
  readonly label: ReactNode
  /** What belongs in it, where the label does not say. */
  readonly hint?: ReactNode
  /** What is wrong and what to write instead. */
  readonly error?: ReactNode
  readonly required?: boolean
  /** Marks the field as one that may stay empty. */
  readonly showOptional?: boolean
  readonly children: (control: FieldControlProps) => ReactNode
}

/** Label, hint and error of one control, tied to it for those who do not see them side by side. */
export function Field({ label, hint, error, required, showOptional, children }: FieldProps) {
  const t = useTranslations('ui')
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
        {showOptional && <span className="font-normal text-muted"> ({t('optional')})</span>}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        required: required ?? false,
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="flex items-start gap-1 text-xs text-bad">
          <StatusIcon shape="cross" tone="bad" className="mt-px" />
          <span>{error}</span>
        </p>
      )}
    </div>
  )
}
