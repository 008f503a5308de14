'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { ItemDialogProps } from './attest-dialog.tsx'
import { changeItem, tickItem } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { ItemText } from './item-text.tsx'
import { useListChange } from './use-list-change.ts'

/** Sets an item aside; the reason stands beside it from then on. */
export function NotApplicableDialog({ list, item, onClose }: ItemDialogProps) {
  const t = useTranslations('checklists.dialog')
  const change = useListChange(
    list,
    (reason: string) => changeItem(list, item.id, { action: 'set-not-applicable', reason }),
    onClose,
  )
  const texts = { title: t('notApplicableTitle'), submitLabel: t('notApplicable') }
  return <ReasonForm {...{ item, onClose, change }} {...texts} />
}

/** Changes the box of an item in its file. */
export function TickDialog({
  list,
  item,
  path,
  onClose,
}: ItemDialogProps & { readonly path: string }) {
  const t = useTranslations('checklists.dialog')
  const change = useListChange(
    list,
    (reason: string) => tickItem(list, item.id, { isTicked: !item.isTicked, reason }),
    onClose,
  )
  return (
    <ReasonForm
      {...{ item, onClose, change }}
      title={t(item.isTicked ? 'untickTitle' : 'tickTitle')}
      hint={t('tickHint', { path })}
      submitLabel={t('tick')}
    />
  )
}

interface ReasonFormProps extends Pick<ItemDialogProps, 'item' | 'onClose'> {
  readonly title: string
  readonly hint?: string
  readonly submitLabel: string
  readonly change: ReturnType<typeof useListChange<string>>
}

function ReasonForm({ item, onClose, change, title, hint, submitLabel }: ReasonFormProps) {
  const t = useTranslations('checklists.dialog')
  const [reason, setReason] = useState('')
  return (
    <FormDialog
      title={title}
      hint={hint}
      submitLabel={submitLabel}
      canSubmit={reason.trim().length >= 3}
      isPending={change.isPending}
      error={change.error}
      onSubmit={() => change.mutate(reason.trim())}
      onClose={onClose}
    >
      <p className="text-sm font-medium">
        <ItemText text={item.text} />
      </p>
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
