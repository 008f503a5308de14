'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Input } from '#components/ui/input.tsx'
import type { RunView } from '#lib/spikes/types.ts'
import { answerRun, type RunAnswer } from './commands.ts'
import { useCommand } from './use-command.ts'

interface AskFormProps {
  readonly run: RunView
  readonly question: string
  readonly mayAnswer: boolean
}

/** The question a run waits with. */
export function AskForm({ run, question, mayAnswer }: AskFormProps) {
  const t = useTranslations('spikes.ask')
  const [note, setNote] = useState('')
  const answer = useCommand(run.spike, (body: RunAnswer) => answerRun(run.spike, run.number, body))
  const send = (yes: boolean) =>
    answer.mutate({ yes, ...(note.trim() ? { note: note.trim() } : {}) })
  return (
    <div className="grid max-w-prose gap-2 rounded-md border border-line p-3">
      <p className="font-medium break-words">{question}</p>
      {mayAnswer ? (
        <>
          <Field label={t('note')} showOptional error={answer.error?.message}>
            {(control) => (
              <Input
                {...control}
                value={note}
                maxLength={1_000}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <div className="flex gap-2">
            <Button pending={answer.isPending} onClick={() => send(true)}>
              {t('yes')}
            </Button>
            <Button pending={answer.isPending} onClick={() => send(false)}>
              {t('no')}
            </Button>
          </div>
        </>
      ) : (
        <p className="text-xs text-muted">{t('notYou')}</p>
      )}
    </div>
  )
}
