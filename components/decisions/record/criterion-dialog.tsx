'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Select } from '#components/ui/select.tsx'
import type { Criterion, DocumentEdit } from '#lib/documents/schemas.ts'
import { operators } from '#lib/documents/words.ts'
import { TextField } from './cell-dialog.tsx'
import { EditDialog } from './edit-dialog.tsx'
import { parseNumber } from './parse-number.ts'
import { PenIcon } from './pen-icon.tsx'
import { useEdits } from './use-edits.ts'

interface CriterionButtonProps {
  readonly id: string
  readonly version: number
  /** Null: a new one. */
  readonly criterion: Criterion | null
}

export function ChangeCriterionButton(props: CriterionButtonProps) {
  const t = useTranslations('decisions.criterion')
  const [isOpen, setOpen] = useState(false)
  const { criterion } = props
  return (
    <>
      {criterion ? (
        <IconButton label={t('open', { title: criterion.title })} onClick={() => setOpen(true)}>
          <PenIcon />
        </IconButton>
      ) : (
        <Button size="sm" onClick={() => setOpen(true)}>
          {t('add')}
        </Button>
      )}
      {isOpen && <CriterionDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

const kinds = ['must', 'score', 'question'] as const

interface CriterionDialogProps extends CriterionButtonProps {
  readonly onClose: () => void
}

function CriterionDialog({ id, version, criterion, onClose }: CriterionDialogProps) {
  const t = useTranslations('decisions.criterion')
  const save = useEdits(id, version, onClose)
  const form = useCriterionForm(criterion)
  const { draft, set } = form
  return (
    <EditDialog
      title={criterion ? t('change', { title: criterion.title }) : t('add')}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
      isReady={form.edits !== null}
      onSave={() => form.edits && save.mutate(form.edits)}
      more={
        criterion && (
          <Button
            variant="ghost"
            onClick={() => save.mutate([{ kind: 'remove_criterion', criterion: criterion.key }])}
          >
            {t('remove')}
          </Button>
        )
      }
    >
      <TextField label={t('title')} text={draft.title} onText={(title) => set({ title })} />
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label={t('kind')}>
          {(control) => (
            <Select
              {...control}
              value={draft.kind}
              options={kinds.map((value) => ({ value, label: t(`kindChoice.${value}`) }))}
              onChange={({ target }) =>
                set({ kind: kinds.find((one) => one === target.value) ?? 'question' })
              }
            />
          )}
        </Field>
        {draft.kind === 'score' && (
          <TextField label={t('weight')} text={draft.weight} onText={(weight) => set({ weight })} />
        )}
        <TextField label={t('unit')} text={draft.unit} onText={(unit) => set({ unit })} />
      </div>
      <div className="grid grid-cols-[auto_1fr] items-end gap-3">
        <Field label={t('operator')}>
          {(control) => (
            <Select
              {...control}
              value={draft.operator}
              options={[
                { value: '', label: '–' },
                ...operators.map((value) => ({ value, label: value })),
              ]}
              onChange={(event) => set({ operator: event.target.value })}
            />
          )}
        </Field>
        <TextField
          label={t('threshold')}
          text={draft.threshold}
          onText={(threshold) => set({ threshold })}
        />
      </div>
      <TextField
        label={t('measure')}
        hint={t('measureHint')}
        text={draft.measure}
        onText={(measure) => set({ measure })}
      />
    </EditDialog>
  )
}

const toDraft = (criterion: Criterion | null) => ({
  title: criterion?.title ?? '',
  kind: criterion?.kind ?? ('score' as const),
  weight: toText(criterion?.weight),
  unit: criterion?.unit ?? '',
  operator: criterion?.operator ?? '',
  threshold: toText(criterion?.threshold),
  measure: toMeasure(criterion),
})

type Draft = ReturnType<typeof toDraft>

function useCriterionForm(criterion: Criterion | null) {
  const [draft, setDraft] = useState(() => toDraft(criterion))
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  return { draft, set, edits: toEdits(criterion, draft) }
}

const toText = (value: number | null | undefined) => (value == null ? '' : String(value))

/** As it is written behind `measure:`, without the comparison. */
function toMeasure(criterion: Criterion | null): string {
  const binding = criterion?.binding
  if (!binding) return ''
  const { measure, windowSeconds, stage, parameters } = binding
  return [
    measure,
    windowSeconds === null ? null : toWindow(windowSeconds),
    ...Object.entries(parameters).map(([name, value]) => `${name}=${value}`),
    stage && `on ${stage}`,
  ]
    .filter(Boolean)
    .join(' ')
}

function toWindow(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const
  const [name, size] = units.find(([, each]) => seconds % each === 0) ?? (['s', 1] as const)
  return `${seconds / size}${name}`
}

/** Null while something does not fit. */
function toEdits(criterion: Criterion | null, draft: Draft): readonly DocumentEdit[] | null {
  const title = draft.title.trim()
  const weight = parseNumber(draft.weight)
  const threshold = parseNumber(draft.threshold)
  const operator = operators.find((one) => one === draft.operator)
  const isHalf = (operator === undefined) !== (threshold === null)
  if (title === '' || weight === undefined || threshold === undefined || isHalf) return null
  if (weight !== null && (weight < 0 || weight > 1_000)) return null
  const measure = draft.measure.trim() || null
  const fields = {
    kind: draft.kind,
    weight: draft.kind === 'score' ? weight : null,
    unit: draft.unit.trim() || null,
    target: operator && threshold !== null ? { operator, threshold } : null,
    ...(measure === (toMeasure(criterion) || null) ? {} : { measure }),
  }
  if (!criterion) return [{ kind: 'add_criterion', title, fields }]
  const change = { kind: 'change_criterion', criterion: criterion.key, fields } as const
  return [title === criterion.title ? change : { ...change, title }]
}
