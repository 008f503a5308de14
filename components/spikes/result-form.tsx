'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { resultParts, useResultDraft } from './use-result-draft.ts'

/** What came of the spike, saved by itself into its text. */
export function ResultForm({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes.result')
  const { textOf, type, isDirty, isPending, error } = useResultDraft(view)
  const state = isPending ? 'saving' : isDirty ? 'unsaved' : 'saved'
  return (
    <Card
      title={t('title')}
      aside={
        <span role="status" className="text-xs text-muted">
          {t(state, { version: view.document.version })}
        </span>
      }
    >
      <div className="grid gap-3">
        {error && isDirty && (
          <p role="alert" className="text-sm text-bad">
            {t('conflict', { reason: error.message })}
          </p>
        )}
        {resultParts.map((part) => (
          <Field key={part} label={t(part)}>
            {(control) => (
              <Textarea
                {...control}
                maxLength={20_000}
                readOnly={!view.may.write}
                value={textOf(part)}
                onChange={(event) => type(part, event.target.value)}
              />
            )}
          </Field>
        ))}
      </div>
    </Card>
  )
}
