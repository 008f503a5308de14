'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import { decide } from '../commands.ts'
import { EditDialog } from './edit-dialog.tsx'
import { ReadinessList } from './readiness-card.tsx'

interface DecideDialogProps {
  readonly record: DecisionDetail
  readonly onClose: () => void
}

const outcomes = ['accepted', 'rejected'] as const

/** Accepts or rejects; against what is still missing only with a reason. */
export function DecideDialog({ record, onClose }: DecideDialogProps) {
  const t = useTranslations('decisions.decide')
  const router = useRouter()
  const client = useQueryClient()
  const content = record.understood.record
  const [draft, setDraft] = useState({
    outcome: 'accepted' as (typeof outcomes)[number],
    option: content?.chosenOption ?? record.matrix.winner ?? '',
    reviewOn: content?.reviewOn ?? '',
    reason: '',
  })
  const open = record.missing.filter(
    ({ kind }) => kind !== 'no_option_chosen' || draft.option === '',
  )
  const isAgainst = draft.outcome === 'accepted' && open.length > 0
  const reason = draft.reason.trim()
  const run = useMutation({
    mutationFn: () =>
      decide(record.id, {
        outcome: draft.outcome,
        baseVersion: record.version,
        ...(draft.outcome === 'accepted' && draft.option ? { option: draft.option } : {}),
        ...(reason ? { reason } : {}),
        ...(draft.reviewOn && draft.reviewOn !== content?.reviewOn
          ? { reviewOn: draft.reviewOn }
          : {}),
      }),
    onSuccess: onClose,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['decisions'] })
      router.refresh()
    },
  })
  return (
    <EditDialog
      title={t('title', { number: record.number })}
      description={record.title}
      onClose={onClose}
      isPending={run.isPending}
      error={run.error}
      isReady={isAgainst ? reason.length >= 3 : reason === '' || reason.length >= 3}
      onSave={() => run.mutate()}
      saveLabel={t(`submit.${draft.outcome}`)}
    >
      <section aria-label={t('missing')} className="grid gap-1 rounded-md border border-line p-3">
        <h3 className="text-sm font-medium">{t('missing')}</h3>
        <ReadinessList missing={open} />
      </section>
      <Field label={t('outcome')}>
        {(control) => (
          <Select
            {...control}
            value={draft.outcome}
            options={outcomes.map((value) => ({ value, label: t(`outcomeChoice.${value}`) }))}
            onChange={({ target }) =>
              setDraft({
                ...draft,
                outcome: outcomes.find((one) => one === target.value) ?? 'accepted',
              })
            }
          />
        )}
      </Field>
      {draft.outcome === 'accepted' && content && content.options.length > 0 && (
        <Field label={t('option')}>
          {(control) => (
            <Select
              {...control}
              value={draft.option}
              options={[
                { value: '', label: t('noOption') },
                ...content.options.map(({ key, title }) => ({ value: key, label: title })),
              ]}
              onChange={(event) => setDraft({ ...draft, option: event.target.value })}
            />
          )}
        </Field>
      )}
      <Field label={t('reviewOn')} hint={t('reviewOnHint')} showOptional>
        {(control) => (
          <Input
            {...control}
            type="date"
            value={draft.reviewOn}
            onChange={(event) => setDraft({ ...draft, reviewOn: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t(isAgainst ? 'reasonAgainst' : 'reason')}
        required={isAgainst}
        showOptional={!isAgainst}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={1_000}
            value={draft.reason}
            onChange={(event) => setDraft({ ...draft, reason: event.target.value })}
          />
        )}
      </Field>
    </EditDialog>
  )
}
