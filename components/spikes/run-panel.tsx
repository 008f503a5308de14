'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { Button } from '#components/ui/button.tsx'
import { Card } from '#components/ui/card.tsx'
import { Duration } from '#components/ui/duration.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { RunView, SpikeView } from '#lib/spikes/types.ts'
import { activeRunStates } from '#lib/spikes/words.ts'
import { cancelRun } from './commands.ts'
import { runLooks } from './looks.ts'
import { runQuery } from './queries.ts'
import { RunStep } from './run-step.tsx'
import { useCommand } from './use-command.ts'

interface RunPanelProps {
  readonly view: SpikeView
  readonly run: number
}

/** While a run is under way it is read again also when no event comes. */
const activeRefreshMs = 3_000

/** A run with its steps, live while it is under way. */
export function RunPanel({ view, run }: RunPanelProps) {
  const t = useTranslations('spikes.run')
  const { data, error, refetch } = useQuery({
    ...runQuery(view.id, run),
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? activeRefreshMs : false),
  })
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-48" />
  return (
    <Card
      title={t('title', { number: data.number, test: data.test })}
      aside={<RunFacts run={data} view={view} />}
    >
      <ol className="grid gap-3" aria-live="polite">
        {data.steps.map((step) => (
          <RunStep key={step.position} step={step} run={data} mayAnswer={view.may.run} />
        ))}
      </ol>
      <CancelButton run={data} mayCancel={view.may.run} />
    </Card>
  )
}

const isActive = ({ state }: RunView) => activeRunStates.some((active) => active === state)

function RunFacts({ run, view }: { readonly run: RunView; readonly view: SpikeView }) {
  const t = useTranslations('spikes.run')
  const option = view.decision.options.find(({ key }) => key === run.option)
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted">
      <StatusWord {...runLooks[run.state]}>{t(`state.${run.state}`)}</StatusWord>
      {run.startedAt && <Duration from={run.startedAt} to={run.finishedAt} />}
      {option && <Badge>{option.title}</Badge>}
      <span>
        {t.rich('startedBy', {
          by: run.startedBy,
          time: () => <RelativeTime at={run.createdAt} plain />,
        })}
      </span>
    </span>
  )
}

function CancelButton({ run, mayCancel }: { readonly run: RunView; readonly mayCancel: boolean }) {
  const t = useTranslations('spikes.run')
  const cancel = useCommand(run.spike, () => cancelRun(run.spike, run.number))
  if (run.cancelledBy) {
    return <p className="mt-3 text-xs text-muted">{t('cancelledBy', { by: run.cancelledBy })}</p>
  }
  if (!isActive(run) || !mayCancel) return null
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      <Button pending={cancel.isPending} onClick={() => cancel.mutate(undefined)}>
        {t('cancel')}
      </Button>
      {cancel.error && (
        <span role="alert" className="text-xs text-bad">
          {cancel.error.message}
        </span>
      )}
    </div>
  )
}
