'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { RunView } from '#lib/runbooks/types.ts'
import { FinishDialog } from './finish-dialog.tsx'
import { changeRun, type RunInput, type StageKey } from './queries.ts'
import { useRunChange } from './use-run-change.ts'

interface RunPanelProps {
  readonly stage: StageKey
  readonly run: RunView
  readonly may: boolean
}

/** A run under way: everybody sees the same steps and may tick them. */
export function RunPanel({ stage, run, may }: RunPanelProps) {
  const t = useTranslations('runbooks')
  const [isFinishing, setFinishing] = useState(false)
  const change = useRunChange(stage, (input: RunInput) => changeRun(stage, run.id, input))
  return (
    <section className="grid gap-2 rounded-md border border-line p-3">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <div>
          <h3 className="text-sm font-medium" dir="auto">
            {run.title}
          </h3>
          <p className="flex flex-wrap gap-x-2 text-xs text-muted">
            <StatusWord tone="info" shape="progress">
              {t('join', { name: run.startedBy })}
            </StatusWord>
            <RelativeTime at={run.startedAt} form="since" />
          </p>
        </div>
        {may && (
          <Button size="sm" onClick={() => setFinishing(true)}>
            {t('finish')}
          </Button>
        )}
      </header>
      {change.error && <p className="text-xs text-bad">{change.error.message}</p>}
      <ul className="grid gap-1.5">
        {run.steps.map((step) => (
          <li key={step.key}>
            <Checkbox
              checked={step.doneAt !== null}
              disabled={!may || change.isPending}
              onChange={({ target }) =>
                change.mutate({ action: 'tick', step: step.key, isDone: target.checked })
              }
              label={
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span dir="auto">{step.text}</span>
                  {step.doneBy && step.doneAt && (
                    <span className="text-xs text-muted">
                      {step.doneBy} · <RelativeTime at={step.doneAt} plain />
                    </span>
                  )}
                </span>
              }
            />
            {step.command && <CodeBlock code={step.command} />}
          </li>
        ))}
      </ul>
      {isFinishing && <FinishDialog {...{ stage, run }} onClose={() => setFinishing(false)} />}
    </section>
  )
}
