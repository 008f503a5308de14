'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { EditDialog } from '../record/edit-dialog.tsx'
import { joinParts, type MergePart, type Pick, picks, toMergeParts } from './merge-parts.ts'
import type { Conflict } from './use-saving.ts'

interface ConflictDialogProps {
  readonly conflict: Conflict
  readonly isPending: boolean
  readonly onClose: () => void
  readonly onResolve: (content: string) => void
}

/** Every place both changed, with what stood there before and what each made of it. */
export function ConflictDialog({ conflict, isPending, onClose, onResolve }: ConflictDialogProps) {
  const t = useTranslations('decisions.conflict')
  const [parts] = useState(() => toMergeParts(conflict))
  const choices = parts.filter((part) => part.kind === 'choice')
  const [chosen, setChosen] = useState<readonly (Pick | null)[]>(() => choices.map(() => null))
  const open = chosen.filter((pick) => pick === null).length
  return (
    <EditDialog
      title={t(`title.${conflict.kind}`, { by: conflict.by ?? '' })}
      description={t('hint', { count: choices.length })}
      size="lg"
      onClose={onClose}
      isPending={isPending}
      error={null}
      isReady={open === 0}
      onSave={() =>
        onResolve(
          joinParts(
            parts,
            chosen.map((pick) => pick ?? 'yours'),
          ),
        )
      }
      saveLabel={open === 0 ? t('submit') : t('open', { open })}
    >
      {choices.map((part) => (
        <Place
          key={part.index}
          part={part}
          count={choices.length}
          pick={chosen[part.index] ?? null}
          onPick={(pick) => setChosen(chosen.with(part.index, pick))}
        />
      ))}
    </EditDialog>
  )
}

interface PlaceProps {
  readonly part: Extract<MergePart, { readonly kind: 'choice' }>
  readonly count: number
  readonly pick: Pick | null
  readonly onPick: (pick: Pick) => void
}

function Place({ part, count, pick, onPick }: PlaceProps) {
  const t = useTranslations('decisions.conflict')
  return (
    <fieldset className="grid gap-2 rounded-md border border-line p-3">
      <legend className="px-1 text-sm font-medium">
        {t('place', { number: part.index + 1, count })}
      </legend>
      <div className="grid gap-2 sm:grid-cols-3">
        <Side label={t('base')} text={part.base} />
        <Side label={t('theirs')} text={part.theirs} />
        <Side label={t('yours')} text={part.yours} />
      </div>
      <div className="flex flex-wrap gap-x-4">
        {picks.map((one) => (
          <label
            key={one}
            className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11"
          >
            <input
              type="radio"
              className="size-4 accent-accent"
              name={`place ${part.index}`}
              checked={pick === one}
              onChange={() => onPick(one)}
            />
            {t(`pick.${one}`)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Side({ label, text }: { readonly label: string; readonly text: string }) {
  const t = useTranslations('decisions.conflict')
  return (
    <div className="grid min-w-0 content-start gap-1">
      <p className="text-xs text-muted">{label}</p>
      <pre className="rounded-sm bg-sunken p-2 text-xs break-words whitespace-pre-wrap">
        {text === '' ? <span className="text-muted">{t('nothing')}</span> : text}
      </pre>
    </div>
  )
}
