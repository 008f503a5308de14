'use client'

import { useTranslations } from 'next-intl'
import { Duration } from '#components/ui/duration.tsx'
import { keyboardStop } from '#components/ui/keyboard-stop.ts'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { RunStepView, RunView } from '#lib/spikes/types.ts'
import { AskForm } from './ask-form.tsx'
import { stepLooks } from './looks.ts'

interface RunStepProps {
  readonly step: RunStepView
  readonly run: RunView
  readonly mayAnswer: boolean
}

/** One step: what was to be done, how it went, and what was seen. */
export function RunStep({ step, run, mayAnswer }: RunStepProps) {
  const t = useTranslations('spikes.step')
  const { plan, state, startedAt, finishedAt, reason, evidence } = step
  return (
    <li className="grid gap-1 border-l-2 border-line pl-3 text-sm">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <StatusWord {...stepLooks[state]}>{t(`state.${state}`)}</StatusWord>
        <span className="min-w-0 font-medium break-words">
          {plan.title ?? t(`kind.${plan.kind}`)}
        </span>
        <code className="min-w-0 text-xs break-all text-muted">{toCommand(plan)}</code>
        {startedAt && state !== 'skipped' && (
          <span className="ml-auto text-xs text-muted">
            <Duration from={startedAt} to={finishedAt} />
          </span>
        )}
      </div>
      {reason && (
        <p className={state === 'failed' ? 'text-bad' : 'text-muted'}>
          {t(`reason.${reason}`, toValues(evidence?.params))}
        </p>
      )}
      <Seen evidence={evidence} />
      {plan.kind === 'ask' && state === 'waiting' && (
        <AskForm run={run} question={plan.question} mayAnswer={mayAnswer} />
      )}
    </li>
  )
}

function Seen({ evidence }: Pick<RunStepView, 'evidence'>) {
  const t = useTranslations('spikes.step')
  if (!evidence) return null
  const { status, looks, count, health, detail, excerpt, lines, answer } = evidence
  const facts = [
    ...(status === undefined ? [] : [t('status', { status })]),
    ...(looks === undefined ? [] : [t('looks', { looks })]),
    ...(count === undefined ? [] : [t('lines', { count })]),
    ...(health === undefined ? [] : [health]),
    ...(detail === undefined ? [] : [detail]),
    ...(answer === undefined ? [] : [t(answer.yes ? 'saidYes' : 'saidNo', { by: answer.by })]),
    ...(answer?.note ? [answer.note] : []),
  ]
  const text = [excerpt, ...(lines ?? [])].filter(Boolean).join('\n')
  return (
    <>
      {facts.length > 0 && <p className="text-xs break-words text-muted">{facts.join(' · ')}</p>}
      {text && (
        <details className="text-xs">
          <summary className="cursor-pointer text-muted">{t('seen')}</summary>
          <pre
            {...keyboardStop}
            dir="auto"
            className="mt-1 max-h-64 overflow-auto rounded-md border border-line p-2 font-mono whitespace-pre-wrap break-all"
          >
            {text}
          </pre>
        </details>
      )}
    </>
  )
}

/** The step as its author wrote it, in one line. */
function toCommand(plan: RunStepView['plan']): string {
  switch (plan.kind) {
    case 'request':
      return `${plan.method} ${plan.path}`
    case 'poll':
      return `GET ${plan.path}`
    case 'process':
      return `${plan.action} ${plan.component}`
    case 'service':
      return `restart ${plan.service}`
    case 'log':
      return plan.contains
    case 'probe':
      return `${plan.probe ?? plan.component ?? ''} = ${plan.is}`
    case 'wait':
      return `${plan.forMs / 1_000} s`
    case 'expect':
      return plan.comparisons
        .map((each) => `${each.left} ${each.operator} ${each.right}`)
        .join(', ')
    case 'ask':
      return plan.question
  }
}

function toValues(params: Readonly<Record<string, string>> | undefined) {
  const none = { expected: '', actual: '', path: '', name: '', atLeast: '', atMost: '' }
  const seconds = params?.withinMs ? String(Number(params.withinMs) / 1_000) : ''
  return { ...none, ...params, seconds }
}
