'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { DocumentEdit, RecordContent } from '#lib/documents/schemas.ts'
import { decisionStatuses } from '#lib/documents/words.ts'
import { TextField } from './cell-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { PenIcon } from './pen-icon.tsx'
import { useEdits } from './use-edits.ts'

interface FactsProps {
  readonly id: string
  readonly version: number
  readonly content: RecordContent
}

export function FactsButton(props: FactsProps) {
  const t = useTranslations('decisions.facts')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton label={t('change')} onClick={() => setOpen(true)}>
        <PenIcon />
      </IconButton>
      {isOpen && <FactsDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

interface FactsDialogProps extends FactsProps {
  readonly onClose: () => void
}

const people = ['deciders', 'consulted', 'informed'] as const
const days = [
  ['recordedOn', 'recorded_on'],
  ['decidedOn', 'decided_on'],
  ['reviewOn', 'review_on'],
] as const

function FactsDialog({ id, version, content, onClose }: FactsDialogProps) {
  const t = useTranslations('decisions.facts')
  const words = useTranslations('decisions.status')
  const save = useEdits(id, version, onClose)
  const [draft, setDraft] = useState(() => toDraft(content))
  const edits = toEdits(content, draft)
  // Deciding has its own way, which asks what is missing.
  const statuses = decisionStatuses.filter(
    (status) => (status !== 'accepted' && status !== 'rejected') || status === content.status,
  )
  return (
    <EditDialog
      title={t('change')}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
      isReady={edits.length > 0 && draft.title.trim() !== ''}
      onSave={() => save.mutate(edits)}
    >
      <TextField
        label={t('recordTitle')}
        text={draft.title}
        onText={(title) => setDraft({ ...draft, title })}
      />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('status')} hint={t('statusHint')}>
          {(control) => (
            <Select
              {...control}
              value={draft.status}
              options={statuses.map((value) => ({ value, label: words(value) }))}
              onChange={({ target }) =>
                setDraft({
                  ...draft,
                  status: statuses.find((one) => one === target.value) ?? draft.status,
                })
              }
            />
          )}
        </Field>
        {days.map(([name]) => (
          <Field key={name} label={t(name)}>
            {(control) => (
              <Input
                {...control}
                type="date"
                value={draft[name]}
                onChange={(event) => setDraft({ ...draft, [name]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {people.map((name) => (
        <TextField
          key={name}
          label={t(name)}
          hint={name === 'deciders' ? t('peopleHint') : undefined}
          text={draft[name]}
          onText={(text) => setDraft({ ...draft, [name]: text })}
        />
      ))}
      <TextField
        label={t('subjects')}
        hint={t('subjectsHint')}
        text={draft.subjects}
        onText={(subjects) => setDraft({ ...draft, subjects })}
      />
    </EditDialog>
  )
}

const toDraft = (content: RecordContent) => ({
  title: content.title,
  status: content.status,
  recordedOn: content.recordedOn ?? '',
  decidedOn: content.decidedOn ?? '',
  reviewOn: content.reviewOn ?? '',
  deciders: content.deciders.join(', '),
  consulted: content.consulted.join(', '),
  informed: content.informed.join(', '),
  subjects: content.subjects.join(', '),
})

const toList = (text: string) =>
  text
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)

function toEdits(content: RecordContent, draft: ReturnType<typeof toDraft>): DocumentEdit[] {
  const before = toDraft(content)
  return [
    ...(draft.title === before.title
      ? []
      : [{ kind: 'set_title' as const, title: draft.title.trim() }]),
    ...(draft.status === before.status
      ? []
      : [{ kind: 'set_status' as const, status: draft.status }]),
    ...days
      .filter(([name]) => draft[name] !== before[name])
      .map(([name, field]) => ({ kind: 'set_date' as const, field, day: draft[name] || null })),
    ...people
      .filter((name) => draft[name] !== before[name])
      .map((field) => ({ kind: 'set_people' as const, field, names: toList(draft[field]) })),
    ...(draft.subjects === before.subjects
      ? []
      : [{ kind: 'set_subjects' as const, subjects: toList(draft.subjects) }]),
  ]
}
