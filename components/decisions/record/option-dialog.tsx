'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { DocumentEdit, Option } from '#lib/documents/schemas.ts'
import { TextField } from './cell-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { PenIcon } from './pen-icon.tsx'
import { useEdits } from './use-edits.ts'

interface OptionButtonProps {
  readonly id: string
  readonly version: number
  /** Null: a new one. */
  readonly option: Option | null
}

export function ChangeOptionButton(props: OptionButtonProps) {
  const t = useTranslations('decisions.options')
  const [isOpen, setOpen] = useState(false)
  const { option } = props
  return (
    <>
      {option ? (
        <IconButton label={t('open', { title: option.title })} onClick={() => setOpen(true)}>
          <PenIcon />
        </IconButton>
      ) : (
        <Button size="sm" onClick={() => setOpen(true)}>
          {t('add')}
        </Button>
      )}
      {isOpen && <OptionDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

interface OptionDialogProps extends OptionButtonProps {
  readonly onClose: () => void
}

function OptionDialog({ id, version, option, onClose }: OptionDialogProps) {
  const t = useTranslations('decisions.options')
  const save = useEdits(id, version, onClose)
  const [title, setTitle] = useState(option?.title ?? '')
  const [text, setText] = useState(option?.text ?? '')
  return (
    <EditDialog
      title={option ? t('change', { title: option.title }) : t('add')}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
      isReady={title.trim() !== ''}
      onSave={() => save.mutate(toEdits(option, title.trim(), text))}
      more={
        option && (
          <Button
            variant="ghost"
            onClick={() => save.mutate([{ kind: 'remove_option', option: option.key }])}
          >
            {t('remove')}
          </Button>
        )
      }
    >
      <TextField label={t('name')} text={title} onText={setTitle} />
      <Field label={t('text')} showOptional>
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={option ? 20_000 : 500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
    </EditDialog>
  )
}

function toEdits(option: Option | null, title: string, text: string): readonly DocumentEdit[] {
  if (!option) {
    const line = text.trim().replace(/\s+/g, ' ')
    return [{ kind: 'add_option', title, ...(line ? { text: line } : {}) }]
  }
  return [
    {
      kind: 'change_option',
      option: option.key,
      ...(title === option.title ? {} : { title }),
      ...(text === option.text ? {} : { text }),
    },
  ]
}
