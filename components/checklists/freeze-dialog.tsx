'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { freezeChecklist } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { useListChange } from './use-list-change.ts'

interface FreezeDialogProps {
  readonly list: string
  readonly onClose: () => void
}

/** Keeps the list with its evidence as it stands now. */
export function FreezeDialog({ list, onClose }: FreezeDialogProps) {
  const t = useTranslations('checklists.dialog')
  const [title, setTitle] = useState('Go-live')
  const [reason, setReason] = useState('')
  const input = { title: title.trim(), reason: reason.trim() }
  const freeze = useListChange(list, () => freezeChecklist(list, input), onClose)
  return (
    <FormDialog
      title={t('freezeTitle')}
      hint={t('freezeHint')}
      submitLabel={t('freeze')}
      canSubmit={input.title !== '' && input.reason.length >= 3}
      isPending={freeze.isPending}
      error={freeze.error}
      onSubmit={() => freeze.mutate(undefined)}
      onClose={onClose}
    >
      <Field label={t('title')} required>
        {(control) => (
          <Input
            {...control}
            maxLength={200}
            value={title}
            onChange={(event) => setTitle(event.target.value)}
          />
        )}
      </Field>
      <Field label={t('reason')} required>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={1_000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
