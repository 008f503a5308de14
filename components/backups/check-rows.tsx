'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { CheckDraft } from './use-restore-draft.ts'

interface CheckRowsProps {
  readonly checks: readonly CheckDraft[]
  readonly error: string | null
  readonly onAdd: () => void
  readonly onChange: (key: number, part: Partial<CheckDraft>) => void
  readonly onRemove: (key: number) => void
}

/** What was looked at after a restore, one row each. */
export function CheckRows({ checks, error, onAdd, onChange, onRemove }: CheckRowsProps) {
  const t = useTranslations('backups.record')
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 text-sm font-medium">{t('checks')}</legend>
      {error && (
        <p role="alert" className="text-xs text-bad">
          {error}
        </p>
      )}
      {checks.map((check, index) => (
        <CheckRow
          key={check.key}
          number={index + 1}
          check={check}
          onChange={(part) => onChange(check.key, part)}
          onRemove={() => onRemove(check.key)}
        />
      ))}
      <Button variant="ghost" className="justify-self-start" onClick={onAdd}>
        {t('addCheck')}
      </Button>
    </fieldset>
  )
}

interface CheckRowProps {
  readonly number: number
  readonly check: CheckDraft
  readonly onChange: (part: Partial<CheckDraft>) => void
  readonly onRemove: () => void
}

function CheckRow({ number, check, onChange, onRemove }: CheckRowProps) {
  const t = useTranslations('backups.record')
  return (
    <div className="grid grid-cols-[1fr_auto_auto] gap-2 sm:grid-cols-[1fr_auto_1fr_auto]">
      <Input
        aria-label={t('checkName', { number })}
        placeholder={t('checkNameHint')}
        maxLength={200}
        value={check.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <Select
        aria-label={t('checkResult', { number })}
        value={check.passed ? 'passed' : 'failed'}
        options={[
          { value: 'passed', label: t('checkPassed') },
          { value: 'failed', label: t('checkFailed') },
        ]}
        onChange={(event) => onChange({ passed: event.target.value === 'passed' })}
      />
      <Input
        className="order-last col-span-2 sm:order-none sm:col-span-1"
        aria-label={t('checkFound', { number })}
        placeholder={t('checkFoundHint')}
        maxLength={500}
        value={check.found}
        onChange={(event) => onChange({ found: event.target.value })}
      />
      <IconButton label={t('removeCheck', { number })} className="self-center" onClick={onRemove}>
        <Icon name="close" />
      </IconButton>
    </div>
  )
}
