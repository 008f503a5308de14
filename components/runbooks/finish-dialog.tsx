'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import type { RunView } from '#lib/runbooks/types.ts'
import { changeRun, type StageKey } from './queries.ts'
import { useRunChange } from './use-run-change.ts'

interface FinishDialogProps {
  readonly stage: StageKey
  readonly run: RunView
  readonly onClose: () => void
}

/** Ends a run with what came of it. */
export function FinishDialog({ stage, run, onClose }: FinishDialogProps) {
  const t = useTranslations('runbooks')
  const [outcome, setOutcome] = useState('')
  const finish = useRunChange(stage, async () => {
    await changeRun(stage, run.id, { action: 'finish', outcome: outcome.trim() })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('finishTitle')}
      description={t('finishHint')}
      footer={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            variant="primary"
            disabled={outcome.trim().length < 3}
            pending={finish.isPending}
            onClick={() => finish.mutate(undefined)}
          >
            {t('finishTitle')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {finish.error && (
          <Banner tone="bad" title={t('failed')}>
            <p>{finish.error.message}</p>
          </Banner>
        )}
        <Field label={t('outcome')} required>
          {(control) => (
            <Textarea
              {...control}
              rows={3}
              maxLength={2_000}
              value={outcome}
              onChange={(event) => setOutcome(event.target.value)}
            />
          )}
        </Field>
      </div>
    </Dialog>
  )
}
