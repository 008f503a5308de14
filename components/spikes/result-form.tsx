'use client'

import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { changeSpike, type SpikeChange } from './commands.ts'
import { useCommand } from './use-command.ts'

const parts = ['observations', 'recommendation', 'readiness'] as const
type Part = (typeof parts)[number]

/** How long somebody has to pause before what they typed is saved. */
const pauseMs = 1_500

/** What came of the spike, saved by itself into its text. */
export function ResultForm({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes.result')
  const [draft, setDraft] = useState<Partial<Record<Part, string>>>({})
  const save = useCommand(view.id, (body: SpikeChange) => changeSpike(view.id, body))
  const { mutate, isPending } = save
  const { version } = view.document
  useEffect(() => {
    const edits = parts.flatMap((part) => {
      const text = draft[part]
      return text === undefined ? [] : [{ kind: 'set_result' as const, part, text }]
    })
    if (edits.length === 0 || isPending) return
    const timer = setTimeout(() => mutate({ text: { edits, baseVersion: version } }), pauseMs)
    return () => clearTimeout(timer)
  }, [draft, mutate, isPending, version])
  const isDirty = Object.keys(draft).length > 0
  return (
    <Card
      title={t('title')}
      aside={
        <span role="status" className="text-xs text-muted">
          {isPending ? t('saving') : isDirty ? t('unsaved') : t('saved', { version })}
        </span>
      }
    >
      <div className="grid gap-3">
        {save.error && (
          <p role="alert" className="text-sm text-bad">
            {t('conflict', { reason: save.error.message })}
          </p>
        )}
        {parts.map((part) => (
          <Field key={part} label={t(part)}>
            {(control) => (
              <Textarea
                {...control}
                maxLength={20_000}
                readOnly={!view.may.write}
                value={draft[part] ?? view.result[part] ?? ''}
                onChange={(event) => setDraft({ ...draft, [part]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
    </Card>
  )
}
