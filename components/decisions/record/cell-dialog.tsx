'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { toSafeUrl } from '#components/markdown/to-safe-url.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Input } from '#components/ui/input.tsx'
import { Select } from '#components/ui/select.tsx'
import type { DecisionDetail } from '#lib/decisions/types.ts'
import type { Criterion, DocumentEdit, Option } from '#lib/documents/schemas.ts'
import { EditDialog } from './edit-dialog.tsx'
import { parseNumber } from './parse-number.ts'
import { PenIcon } from './pen-icon.tsx'
import { useEdits } from './use-edits.ts'

interface CellButtonProps {
  readonly id: string
  readonly version: number
  readonly option: Option
  readonly criterion: Criterion
  readonly cell: DecisionDetail['matrix']['cells'][number] | null
}

/** Opens the form of one cell. */
export function CellButton(props: CellButtonProps) {
  const t = useTranslations('decisions.cell')
  const [isOpen, setOpen] = useState(false)
  const { option, criterion } = props
  return (
    <>
      <IconButton
        label={t('open', { criterion: criterion.title, option: option.title })}
        onClick={() => setOpen(true)}
      >
        <PenIcon />
      </IconButton>
      {isOpen && <CellDialog {...props} onClose={() => setOpen(false)} />}
    </>
  )
}

interface CellDialogProps extends CellButtonProps {
  readonly onClose: () => void
}

type Assessment = Extract<DocumentEdit, { readonly kind: 'set_assessment' }>['assessment']

function CellDialog({ id, version, option, criterion, cell, onClose }: CellDialogProps) {
  const t = useTranslations('decisions.cell')
  const save = useEdits(id, version, onClose)
  const [draft, setDraft] = useState(() => ({
    value: cell?.value === null || cell === null ? '' : String(cell.value),
    score: cell?.score === null || cell === null ? '' : String(cell.score),
    holds: cell?.holds === null || cell === null ? '' : String(cell.holds),
    reason: cell?.reason ?? '',
    url: cell?.link?.startsWith('http') ? cell.link : '',
  }))
  const value = parseNumber(draft.value)
  const score = parseNumber(draft.score)
  const isUrl = draft.url === '' || (URL.canParse(draft.url) && toSafeUrl(draft.url) !== null)
  const put = (assessment: Assessment) =>
    save.mutate([
      { kind: 'set_assessment', criterion: criterion.key, option: option.key, assessment },
    ])
  const type = (name: keyof typeof draft) => (text: string) => setDraft({ ...draft, [name]: text })
  return (
    <EditDialog
      title={t('title', { criterion: criterion.title })}
      description={option.title}
      onClose={onClose}
      isPending={save.isPending}
      error={save.error}
      isReady={value !== undefined && score !== undefined && isUrl}
      onSave={() =>
        put({
          value: value ?? null,
          score: score ?? null,
          holds: draft.holds === '' ? null : draft.holds === 'true',
          reason: draft.reason.trim() || null,
          evidenceUrl: draft.url || null,
        })
      }
      more={
        cell?.evidenceId === null && (
          <Button variant="ghost" onClick={() => put(null)}>
            {t('clear')}
          </Button>
        )
      }
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={criterion.unit ? t('valueIn', { unit: criterion.unit }) : t('value')}
          text={draft.value}
          error={value === undefined ? t('noNumber') : undefined}
          onText={type('value')}
        />
        {criterion.kind === 'score' ? (
          <TextField
            label={t('score')}
            text={draft.score}
            error={score === undefined ? t('noNumber') : undefined}
            onText={type('score')}
          />
        ) : (
          <Field label={t('holds')}>
            {(control) => (
              <Select
                {...control}
                value={draft.holds}
                options={['', 'true', 'false'].map((one) => ({
                  value: one,
                  label: t(`holdsChoice.${one === '' ? 'open' : one === 'true' ? 'yes' : 'no'}`),
                }))}
                onChange={(event) => type('holds')(event.target.value)}
              />
            )}
          </Field>
        )}
      </div>
      <TextField label={t('reason')} text={draft.reason} onText={type('reason')} />
      <TextField
        label={t('url')}
        text={draft.url}
        error={isUrl ? undefined : t('noUrl')}
        onText={type('url')}
      />
    </EditDialog>
  )
}

interface TextFieldProps {
  readonly label: string
  readonly text: string
  readonly error?: string
  readonly hint?: string
  readonly onText: (text: string) => void
}

/** A field of one line with its label. */
export function TextField({ label, text, error, hint, onText }: TextFieldProps) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <Input
          {...control}
          maxLength={500}
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  )
}
