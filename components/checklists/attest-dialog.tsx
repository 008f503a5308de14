'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ItemView } from '#lib/checklists/types.ts'
import { changeItem } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { ItemText } from './item-text.tsx'
import { useListChange } from './use-list-change.ts'

export interface ItemDialogProps {
  readonly list: string
  readonly item: ItemView
  readonly onClose: () => void
}

/** A person's word for an item, with evidence and an end where there are any. */
export function AttestDialog({ list, item, onClose }: ItemDialogProps) {
  const t = useTranslations('checklists.dialog')
  const [draft, setDraft] = useState({ note: '', evidenceUrl: '', until: '' })
  const attest = useListChange(
    list,
    () =>
      changeItem(list, item.id, {
        action: 'attest',
        note: draft.note.trim() || null,
        evidenceUrl: draft.evidenceUrl.trim() || null,
        // The whole day counts, where the reader is.
        expiresAt: draft.until ? new Date(`${draft.until}T23:59:59`).toISOString() : null,
      }),
    onClose,
  )
  return (
    <FormDialog
      title={t('attestTitle')}
      hint={t('attestHint')}
      submitLabel={t('attest')}
      isPending={attest.isPending}
      error={attest.error}
      onSubmit={() => attest.mutate(undefined)}
      onClose={onClose}
    >
      <p className="text-sm font-medium">
        <ItemText text={item.text} />
      </p>
      <Field label={t('note')} showOptional>
        {(control) => (
          <Textarea
            {...control}
            rows={2}
            maxLength={2_000}
            value={draft.note}
            onChange={(event) => setDraft({ ...draft, note: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('evidenceUrl')} showOptional>
        {(control) => (
          <Input
            {...control}
            type="url"
            value={draft.evidenceUrl}
            onChange={(event) => setDraft({ ...draft, evidenceUrl: event.target.value })}
          />
        )}
      </Field>
      <Field label={t('expiresAt')} showOptional>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.until}
            onChange={(event) => setDraft({ ...draft, until: event.target.value })}
          />
        )}
      </Field>
    </FormDialog>
  )
}
