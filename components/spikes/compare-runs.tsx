'use client'

import { useQueries } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Field } from '#components/ui/field.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Select } from '#components/ui/select.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { Table, Td, Th, Tr } from '#components/ui/table.tsx'
import type { RunView, SpikeView } from '#lib/spikes/types.ts'
import { runLooks, stepLooks } from './looks.ts'
import { runQuery } from './queries.ts'

interface CompareRunsProps {
  readonly view: SpikeView
  readonly shown: number | null
  readonly onShow: (run: number) => void
}

const columns = 4

/** The newest runs of one test, step beside step, so that runs and options can be compared. */
export function CompareRuns({ view, shown, onShow }: CompareRunsProps) {
  const t = useTranslations('spikes.compare')
  const tests = [...new Set(view.runs.map(({ test }) => test))]
  const [chosen, setChosen] = useState<string | null>(null)
  const test = chosen ?? view.runs.find(({ number }) => number === shown)?.test ?? tests[0]
  const numbers = view.runs.filter((run) => run.test === test).slice(0, columns)
  const results = useQueries({ queries: numbers.map(({ number }) => runQuery(view.id, number)) })
  const runs = results.flatMap(({ data }) => (data ? [data] : []))
  if (view.runs.length === 0) return null
  return (
    <Card title={t('title')}>
      <div className="grid gap-3">
        {tests.length > 1 && (
          <Field label={t('test')}>
            {(control) => (
              <Select
                {...control}
                value={test}
                onChange={({ target }) => setChosen(target.value)}
                options={tests.map((name) => ({ value: name, label: name }))}
              />
            )}
          </Field>
        )}
        <RunsTable view={view} runs={runs} shown={shown} onShow={onShow} />
      </div>
    </Card>
  )
}

interface RunsTableProps extends CompareRunsProps {
  readonly runs: readonly RunView[]
}

function RunsTable({ view, runs, shown, onShow }: RunsTableProps) {
  const t = useTranslations('spikes')
  const [longest] = runs.toSorted((a, b) => b.steps.length - a.steps.length)
  const nameOf = (option: string | null) =>
    view.decision.options.find(({ key }) => key === option)?.title ?? option
  return (
    <Table caption={t('compare.title')}>
      <thead>
        <tr>
          <Th>{t('compare.step')}</Th>
          {runs.map((run) => (
            <Th key={run.number}>
              <Button
                size="sm"
                variant="ghost"
                aria-pressed={run.number === shown}
                onClick={() => onShow(run.number)}
              >
                {t('compare.show', { number: run.number })}
              </Button>
              <span className="block">
                <StatusWord {...runLooks[run.state]}>{t(`run.state.${run.state}`)}</StatusWord>
              </span>
              {run.option && <span className="block">{nameOf(run.option)}</span>}
              <span className="block font-normal">
                <RelativeTime at={run.createdAt} plain />
              </span>
            </Th>
          ))}
        </tr>
      </thead>
      <tbody>
        {longest?.steps.map(({ position }) => (
          <StepRow key={position} runs={runs} position={position} />
        ))}
      </tbody>
    </Table>
  )
}

interface StepRowProps {
  readonly runs: readonly RunView[]
  readonly position: number
}

function StepRow({ runs, position }: StepRowProps) {
  const t = useTranslations('spikes.step')
  const plan = runs.find(({ steps }) => steps[position])?.steps[position]?.plan
  return (
    <Tr>
      <Th scope="row" className="max-w-60 font-normal break-words">
        {plan && (plan.title ?? t(`kind.${plan.kind}`))}
      </Th>
      {runs.map(({ number, steps }) => {
        const step = steps[position]
        return (
          <Td key={number} className="whitespace-nowrap">
            {step ? (
              <StatusWord {...stepLooks[step.state]}>
                {step.durationMs === null || step.state === 'skipped'
                  ? t(`state.${step.state}`)
                  : formatDuration(step.durationMs)}
              </StatusWord>
            ) : (
              '–'
            )}
          </Td>
        )
      })}
    </Tr>
  )
}
