'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { checkNames } from '#lib/evidence/vocabulary.ts'
import type { ItemDialogProps } from './attest-dialog.tsx'
import { changeItem } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { ItemText } from './item-text.tsx'
import { useListChange } from './use-list-change.ts'

/** Lets what the portal measures speak for an item; begins with what its words suggest. */
export function BindDialog({ list, item, onClose }: ItemDialogProps) {
  const t = useTranslations('checklists')
  const bound = item.binding && 'check' in item.binding ? item.binding : item.suggestions[0]
  const [check, setCheck] = useState<string>(bound?.check ?? checkNames[0])
  const [written, setWritten] = useState(() => write(bound?.parameters ?? {}))
  const bind = useListChange(
    list,
    () => changeItem(list, item.id, { action: 'bind', check, parameters: read(written) }),
    onClose,
  )
  return (
    <FormDialog
      title={t('dialog.bindTitle')}
      hint={t('dialog.bindHint')}
      submitLabel={t('dialog.bind')}
      isPending={bind.isPending}
      error={bind.error}
      onSubmit={() => bind.mutate(undefined)}
      onClose={onClose}
    >
      <p className="text-sm font-medium">
        <ItemText text={item.text} />
      </p>
      <Field label={t('dialog.check')}>
        {(control) => (
          <Select
            {...control}
            value={check}
            options={checkNames.map((value) => ({ value, label: t(`check.${value}`) }))}
            onChange={(event) => setCheck(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('dialog.parameters')} hint={t('dialog.parametersHint')} showOptional>
        {(control) => (
          <Input
            {...control}
            value={written}
            onChange={(event) => setWritten(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}

function write(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')
}

/** A word without "=" is sent as a name without value, so that the portal says what is wrong with it. */
function read(text: string): Readonly<Record<string, string>> {
  const words = text.split(/\s+/).filter(Boolean)
  return Object.fromEntries(
    words.map((word) => {
      const [name = '', ...value] = word.split('=')
      return [name, value.join('=')]
    }),
  )
}
