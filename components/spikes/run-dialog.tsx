'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { Dialog } from '#components/ui/dialog.tsx'
import { Field } from '#components/ui/field.tsx'
import { Select } from '#components/ui/select.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { type StartRun, startRun } from './commands.ts'
import { useCommand } from './use-command.ts'

interface RunDialogProps {
  readonly view: SpikeView
  readonly test: SpikeView['tests'][number]
  readonly onClose: () => void
  readonly onStarted: (run: number) => void
}

/** For which option a test is run, and the confirmation where it stops what others may use. */
export function RunDialog({ view, test, onClose, onStarted }: RunDialogProps) {
  const t = useTranslations('spikes.runDialog')
  const [option, setOption] = useState('')
  const [isConfirmed, setConfirmed] = useState(false)
  const start = useCommand(
    view.id,
    (body: StartRun) => startRun(view.id, body),
    ({ number }) => onStarted(number),
  )
  const stage = `${view.stage?.system ?? ''} · ${view.stage?.name ?? ''}`
  return (
    <Dialog
      open
      size="sm"
      onClose={onClose}
      title={t('title', { test: test.name })}
      description={t('description', { stage, count: test.steps })}
      footer={
        <>
          <Button onClick={onClose}>{t('close')}</Button>
          <Button
            variant="primary"
            disabled={test.isDestructive && !isConfirmed}
            pending={start.isPending}
            onClick={() =>
              start.mutate({
                test: test.name,
                confirm: isConfirmed,
                ...(option ? { option } : {}),
              })
            }
          >
            {t('start')}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        {start.error && <Banner tone="bad" title={start.error.message} />}
        {view.decision.options.length > 0 && (
          <Field label={t('option')} showOptional>
            {(control) => (
              <Select
                {...control}
                className="max-w-full"
                value={option}
                onChange={({ target }) => setOption(target.value)}
                options={[
                  { value: '', label: t('noOption') },
                  ...view.decision.options.map(({ key, title }) => ({ value: key, label: title })),
                ]}
              />
            )}
          </Field>
        )}
        {test.isDestructive && (
          <Checkbox
            label={t('confirm', { stage })}
            checked={isConfirmed}
            onChange={({ target }) => setConfirmed(target.checked)}
          />
        )}
      </div>
    </Dialog>
  )
}
