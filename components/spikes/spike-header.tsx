'use client'

import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { Button } from '#components/ui/button.tsx'
import { formatSeconds } from '#components/ui/format-time.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Select } from '#components/ui/select.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { SpikeView } from '#lib/spikes/types.ts'
import { changeSpike, type SpikeChange } from './commands.ts'
import { spikeLooks } from './looks.ts'
import { useCommand } from './use-command.ts'

/** Name, decision, stage, and time spent beside the time box. */
export function SpikeHeader({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes')
  const { decision, stage } = view
  return (
    <PageHeader
      title={view.title}
      path={
        <Link href={`/decisions/${encodeURIComponent(decision.id)}`} className="hover:underline">
          {decision.number} {decision.title}
        </Link>
      }
      meta={
        <>
          <StatusWord {...spikeLooks[view.state]}>{t(`state.${view.state}`)}</StatusWord>
          {stage ? (
            <Link href={`/systems/${stage.system}/${stage.slug}`} className="hover:underline">
              {stage.system} · {stage.name}
            </Link>
          ) : (
            <span>{t('noStage')}</span>
          )}
          <TimeBox view={view} />
        </>
      }
      actions={<StateActions view={view} />}
    />
  )
}

function TimeBox({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes')
  const { locale } = useTimeStyle()
  const { timeBoxMinutes, spentMinutes } = view
  const spent = formatSeconds(spentMinutes * 60, { locale })
  if (timeBoxMinutes === null) return <span suppressHydrationWarning>{t('spent', { spent })}</span>
  const isOver = spentMinutes > timeBoxMinutes
  return (
    <span className={isOver ? 'font-medium text-bad' : undefined} suppressHydrationWarning>
      {t(isOver ? 'overBox' : 'ofBox', {
        spent,
        box: formatSeconds(timeBoxMinutes * 60, { locale }),
      })}
    </span>
  )
}

function StateActions({ view }: { readonly view: SpikeView }) {
  const t = useTranslations('spikes')
  const change = useCommand(view.id, (body: SpikeChange) => changeSpike(view.id, body))
  if (!view.may.write) return null
  const isOver = view.state === 'finished' || view.state === 'abandoned'
  const next = view.state === 'active' ? 'finished' : 'active'
  return (
    <>
      {change.error && (
        <span role="alert" className="text-xs text-bad">
          {change.error.message}
        </span>
      )}
      <StageChoice view={view} onChoose={(stage) => change.mutate({ stage })} />
      <Button
        pending={change.isPending}
        onClick={() => change.mutate({ spentMinutes: view.spentMinutes + 30 })}
      >
        {t('addHalfHour')}
      </Button>
      <Button pending={change.isPending} onClick={() => change.mutate({ state: next })}>
        {t(isOver ? 'become.again' : `become.${next}`)}
      </Button>
      {view.state === 'active' && (
        <Button pending={change.isPending} onClick={() => change.mutate({ state: 'abandoned' })}>
          {t('become.abandoned')}
        </Button>
      )}
    </>
  )
}

interface StageChoiceProps {
  readonly view: SpikeView
  readonly onChoose: (stage: string | null) => void
}

/** Where it is tried; not while a run is under way there. */
function StageChoice({ view: { stage, stages, runs }, onChoose }: StageChoiceProps) {
  const t = useTranslations('spikes')
  return (
    <Select
      aria-label={t('stage')}
      value={stage ? `${stage.system}/${stage.slug}` : ''}
      disabled={runs.some(({ finishedAt }) => finishedAt === null)}
      options={[
        { value: '', label: t('noStage') },
        ...stages.map(({ system, slug, name }) => ({ value: `${system}/${slug}`, label: name })),
      ]}
      onChange={(event) => onChoose(event.target.value || null)}
    />
  )
}
