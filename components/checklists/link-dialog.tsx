'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { ItemDialogProps } from './attest-dialog.tsx'
import { changeItem } from './commands.ts'
import { FormDialog } from './form-dialog.tsx'
import { ItemText } from './item-text.tsx'
import { useListChange } from './use-list-change.ts'

/** Leads from an item to where it is seen to; somebody still has to attest it. */
export function LinkDialog({ list, item, onClose }: ItemDialogProps) {
  const t = useTranslations('checklists.dialog')
  const [url, setUrl] = useState(
    item.binding && 'url' in item.binding ? item.binding.url : 'https://',
  )
  const link = useListChange(
    list,
    () => changeItem(list, item.id, { action: 'link', url: url.trim() }),
    onClose,
  )
  return (
    <FormDialog
      title={t('linkTitle')}
      hint={t('linkHint')}
      submitLabel={t('save')}
      canSubmit={URL.canParse(url.trim())}
      isPending={link.isPending}
      error={link.error}
      onSubmit={() => link.mutate(undefined)}
      onClose={onClose}
    >
      <p className="text-sm font-medium">
        <ItemText text={item.text} />
      </p>
      <Field label={t('url')} required>
        {(control) => (
          <Input
            {...control}
            type="url"
            value={url}
            onChange={(event) => setUrl(event.target.value)}
          />
        )}
      </Field>
    </FormDialog>
  )
}
