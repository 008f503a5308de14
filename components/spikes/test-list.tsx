'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { MarkdownText } from '#components/markdown/markdown-text.tsx'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { SpikeView } from '#lib/spikes/types.ts'
import { runLooks } from './looks.ts'
import { RunDialog } from './run-dialog.tsx'

type Test = SpikeView['tests'][number]

interface TestListProps {
  readonly view: SpikeView
  /** Gets the number of the run that was started. */
  readonly onStarted: (run: number) => void
}

/** The test steps as they are written, those that can be run with a button. */
export function TestList({ view, onStarted }: TestListProps) {
  const t = useTranslations('spikes.tests')
  const [chosen, setChosen] = useState<Test | null>(null)
  const loose = view.tests.filter(({ step }) => step === null)
  return (
    <Card title={t('title')}>
      {view.testSteps.length + loose.length === 0 && (
        <p className="text-sm text-muted">{t('none')}</p>
      )}
      <ol className="grid list-decimal gap-4 pl-5 text-sm">
        {view.testSteps.map(({ key, title, text }) => (
          <li key={key} className="pl-1">
            <p className="font-medium break-words">{title}</p>
            {text && <MarkdownText text={text} />}
            {view.tests
              .filter(({ step }) => step === key)
              .map((test) => (
                <TestRow key={test.name} test={test} view={view} onRun={() => setChosen(test)} />
              ))}
          </li>
        ))}
      </ol>
      {loose.map((test) => (
        <TestRow key={test.name} test={test} view={view} onRun={() => setChosen(test)} />
      ))}
      {chosen && (
        <RunDialog
          view={view}
          test={chosen}
          onClose={() => setChosen(null)}
          onStarted={(run) => {
            setChosen(null)
            onStarted(run)
          }}
        />
      )}
    </Card>
  )
}

interface TestRowProps {
  readonly test: Test
  readonly view: SpikeView
  readonly onRun: () => void
}

function TestRow({ test, view, onRun }: TestRowProps) {
  const t = useTranslations('spikes')
  const { newest, problems } = test
  const isForbidden = test.isDestructive && view.stage?.risk === 'production'
  return (
    <div className="mt-2 grid gap-2 rounded-md border border-line p-2">
      <div className="flex flex-wrap items-center gap-2">
        <code className="font-medium">{test.name}</code>
        {problems.length === 0 && (
          <span className="text-xs text-muted">{t('tests.steps', { count: test.steps })}</span>
        )}
        {test.isDestructive && (
          <Badge tone="warn" shape="triangle">
            {t('tests.destructive')}
          </Badge>
        )}
        {newest && (
          <StatusWord {...runLooks[newest.state]}>
            {t(`run.state.${newest.state}`)} (#{newest.number})
          </StatusWord>
        )}
        {problems.length === 0 && view.may.run && !isForbidden && (
          <Button size="sm" className="ml-auto" onClick={onRun}>
            {t('tests.run', { test: test.name })}
          </Button>
        )}
      </div>
      {isForbidden && <p className="text-xs text-muted">{t('tests.forbidden')}</p>}
      {problems.length === 0 && !view.stage && (
        <p className="text-xs text-muted">{t('tests.needsStage')}</p>
      )}
      {problems.map(({ line, column, message, nearest }) => (
        <p key={`${line}:${column}`} className="text-xs text-bad">
          {t('tests.problem', { line, column, message })}{' '}
          {nearest && t('tests.nearest', { nearest })}
        </p>
      ))}
    </div>
  )
}
