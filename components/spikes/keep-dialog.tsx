'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { type EvidenceDraft, keepEvidence } from './commands.ts'
import { useCommand } from './use-command.ts'

interface KeepDialogProps {
  readonly view: SpikeView
  readonly criterion: SpikeView['criteria'][number]
  readonly onClose: () => void
}

const empty = { value: '', unit: '', text: '', option: '', link: '' }

/** A value that somebody found out themselves; it is marked as entered by hand. */
export function KeepDialog({ view, criterion, onClose }: KeepDialogProps) {
  const t = useTranslations('spikes.keep')
  const [draft, setDraft] = useState({ ...empty, unit: criterion.unit ?? '' })
  const set = (part: Partial<typeof empty>) => setDraft((before) => ({ ...before, ...part }))
  const keep = useCommand(view.id, (body: EvidenceDraft) => keepEvidence(view.id, body), onClose)
  const value = draft.value.trim() === '' ? undefined : Number(draft.value.replace(',', '.'))
  const isNumber = value === undefined || Number.isFinite(value)
  const isReady = isNumber && (value !== undefined || draft.text.trim() !== '')
  const submit = () =>
    keep.mutate({
      criterion: criterion.key,
      ...(value === undefined ? {} : { value, unit: draft.unit.trim() }),
      ...(draft.text.trim() ? { text: draft.text.trim() } : {}),
      ...(draft.option ? { option: draft.option } : {}),
      ...(draft.link.trim() ? { link: draft.link.trim() } : {}),
    })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title', { criterion: criterion.title })}
      description={t('description')}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button variant="primary" disabled={!isReady} pending={keep.isPending} onClick={submit}>
            {t('submit')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {keep.error && <Banner tone="bad" title={keep.error.message} />}
        <div className="grid grid-cols-2 gap-3">
          <Field label={t('value')} error={isNumber ? undefined : t('noNumber')} showOptional>
            {(control) => (
              <Input
                {...control}
                inputMode="decimal"
                value={draft.value}
                onChange={(event) => set({ value: event.target.value })}
              />
            )}
          </Field>
          <Field label={t('unit')} showOptional>
            {(control) => (
              <Input
                {...control}
                maxLength={20}
                value={draft.unit}
                onChange={(event) => set({ unit: event.target.value })}
              />
            )}
          </Field>
        </div>
        <Field label={t('text')} showOptional>
          {(control) => (
            <Textarea
              {...control}
              maxLength={2_000}
              value={draft.text}
              onChange={(event) => set({ text: event.target.value })}
            />
          )}
        </Field>
        {view.decision.options.length > 0 && (
          <Field label={t('option')} showOptional>
            {(control) => (
              <Select
                {...control}
                className="max-w-full"
                value={draft.option}
                onChange={(event) => set({ option: event.target.value })}
                options={[
                  { value: '', label: t('noOption') },
                  ...view.decision.options.map(({ key, title }) => ({ value: key, label: title })),
                ]}
              />
            )}
          </Field>
        )}
        <Field label={t('link')} showOptional>
          {(control) => (
            <Input
              {...control}
              type="url"
              value={draft.link}
              onChange={(event) => set({ link: event.target.value })}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
