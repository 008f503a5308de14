'use client'

import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { CodeBlock } from '#components/ui/code-block.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { RunbookView } from '#lib/runbooks/types.ts'
import { type StageKey, startRun } from './queries.ts'
import { useRunChange } from './use-run-change.ts'

interface RunbookProps {
  readonly stage: StageKey
  readonly runbook: RunbookView
  readonly may: boolean
}

/** A runbook nobody is at yet: why it helps, its steps, and the way to begin. */
export function Runbook({ stage, runbook, may }: RunbookProps) {
  const t = useTranslations('runbooks')
  const start = useRunChange(stage, () => startRun(stage, runbook.id))
  const { title, document, because, steps } = runbook
  return (
    <section className="grid gap-2">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <div className="min-w-0">
          <h3 className="text-sm font-medium" dir="auto">
            {title}
          </h3>
          <p className="flex flex-wrap gap-x-2 text-xs text-muted">
            {because && (
              <StatusWord tone="bad" shape="triangle">
                {t(`because.${because.reason}`, { component: because.component ?? '–' })}
              </StatusWord>
            )}
            <span dir="auto">{t('from', { document })}</span>
          </p>
        </div>
        {may && (
          <Button size="sm" pending={start.isPending} onClick={() => start.mutate(undefined)}>
            {t('start')}
          </Button>
        )}
      </header>
      {start.error && <p className="text-xs text-bad">{start.error.message}</p>}
      <ol className="list-decimal space-y-1.5 pl-5 text-sm">
        {steps.map(({ key, text, command }) => (
          <li key={key}>
            <span dir="auto">{text}</span>
            {command && <CodeBlock code={command} />}
          </li>
        ))}
      </ol>
    </section>
  )
}
