'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { formatMoment } from '#components/ui/format-time.ts'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { PolicyDetail } from '#lib/backups/types.ts'
import { verdicts } from '#lib/backups/words.ts'
import { CheckRows } from './check-rows.tsx'
import type { StageKey } from './queries.ts'
import { type RestoreDraft, useRestoreDraft } from './use-restore-draft.ts'

interface RestoreTestDialogProps {
  readonly stageKey: StageKey
  readonly policy: PolicyDetail
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Writes down a restore that a person did: which backup, where to, when, and what was found. */
export function RestoreTestDialog({ stageKey, policy, onClose, onDone }: RestoreTestDialogProps) {
  const t = useTranslations('backups.record')
  const form = useRestoreDraft(stageKey, policy.slug, () => {
    onDone()
    onClose()
  })
  const { draft } = form
  const isReady =
    draft.destination.trim() !== '' &&
    draft.startedAt !== '' &&
    draft.finishedAt !== '' &&
    (!form.isOverruled || draft.note.trim() !== '')
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('title', { policy: policy.slug })}
      description={t('description')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            disabled={!isReady}
            pending={form.isPending}
            onClick={form.submit}
          >
            {t('submit')}
          </Button>
        </>
      }
    >
      <RestoreTestFields policy={policy} form={form} />
    </Dialog>
  )
}

type Form = ReturnType<typeof useRestoreDraft>

interface FormProps {
  readonly policy: PolicyDetail
  readonly form: Form
}

function RestoreTestFields({ policy, form }: FormProps) {
  const t = useTranslations('backups.record')
  const { draft } = form
  return (
    <div className="grid gap-3">
      {form.error && <Banner tone="bad" title={form.error.message} />}
      <WhichBackup policy={policy} form={form} />
      <TextField name="destination" form={form} required />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField name="startedAt" type="datetime-local" form={form} required />
        <TextField name="finishedAt" type="datetime-local" form={form} required />
      </div>
      <CheckRows
        checks={draft.checks}
        error={form.errorOf('checks')}
        onAdd={form.addCheck}
        onChange={form.changeCheck}
        onRemove={form.removeCheck}
      />
      <Field label={t('verdict')} error={form.errorOf('verdict')} required>
        {(control) => (
          <Select
            {...control}
            value={form.verdict}
            options={verdicts.map((value) => ({ value, label: t(`word.${value}`) }))}
            onChange={({ target }) =>
              form.set({ verdict: verdicts.find((word) => word === target.value) ?? null })
            }
          />
        )}
      </Field>
      <Field
        label={t(form.isOverruled ? 'overruling' : 'note')}
        error={form.errorOf('note')}
        required={form.isOverruled}
        showOptional={!form.isOverruled}
      >
        {(control) => (
          <Textarea
            {...control}
            maxLength={5_000}
            value={draft.note}
            onChange={(event) => form.set({ note: event.target.value })}
          />
        )}
      </Field>
      <TextField name="evidenceUrl" type="url" form={form} />
    </div>
  )
}

function WhichBackup({ policy, form }: FormProps) {
  const t = useTranslations('backups.record')
  const style = useTimeStyle()
  const complete = policy.runs.filter(({ state }) => state === 'complete' || state === 'gone')
  const options = complete.map(({ id, madeAt, externalId, place }) => ({
    value: id,
    label: [madeAt && formatMoment(Date.parse(madeAt), style), place && externalId]
      .filter(Boolean)
      .join(' · '),
  }))
  return (
    <Field label={t('backup')} error={form.errorOf('runId')}>
      {(control) => (
        <Select
          {...control}
          className="max-w-full"
          value={form.draft.runId}
          options={[{ value: '', label: t('otherBackup') }, ...options]}
          onChange={(event) => form.set({ runId: event.target.value })}
        />
      )}
    </Field>
  )
}

interface TextFieldProps {
  readonly name: Extract<
    keyof RestoreDraft,
    'destination' | 'startedAt' | 'finishedAt' | 'evidenceUrl'
  >
  readonly type?: 'datetime-local' | 'url'
  readonly form: Form
  readonly required?: boolean
}

function TextField({ name, type, form, required }: TextFieldProps) {
  const t = useTranslations('backups.record')
  return (
    <Field label={t(name)} error={form.errorOf(name)} required={required} showOptional={!required}>
      {(control) => (
        <Input
          {...control}
          type={type ?? 'text'}
          value={form.draft[name]}
          onChange={(event) => form.set({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
}
