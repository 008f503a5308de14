'use client'

import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'next-intl'
import { buttonStyle } from '#components/ui/button-style.ts'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { StageRunbooks } from '#lib/runbooks/types.ts'
import { PastRuns } from './past-runs.tsx'
import { type StageKey, stagePath, stageRunbooksQuery } from './queries.ts'
import { RunPanel } from './run-panel.tsx'
import { Runbook } from './runbook.tsx'
import { RunbookFacts } from './runbook-facts.tsx'

const refreshMs = 30_000

interface RunbookCardProps extends StageKey {
  /** `needed` shows it while something calls for a runbook or somebody is at one, `calm` at all other times. */
  readonly when: 'needed' | 'calm'
}

/** What helps when something fails: matching steps beside live facts, who is at it, and the sheet to keep elsewhere. */
export function RunbookCard({ when, ...key }: RunbookCardProps) {
  const t = useTranslations('runbooks')
  const { data, error, refetch } = useQuery({
    ...stageRunbooksQuery(key),
    refetchInterval: refreshMs,
  })
  const helps = data?.runbooks.some(({ because }) => because !== null) ?? false
  const isNeeded = helps || (data?.runs.some(({ finishedAt }) => finishedAt === null) ?? false)
  if (isNeeded !== (when === 'needed')) return null
  return (
    <Card title={t(helps ? 'title' : 'calmTitle')}>
      {error && !data && <ErrorState title={error.message} onRetry={() => refetch()} />}
      {!data && !error && <Skeleton className="h-24" />}
      {data && <Loaded stage={key} data={data} />}
      <Sheet {...key} />
    </Card>
  )
}

interface LoadedProps {
  readonly stage: StageKey
  readonly data: StageRunbooks
}

function Loaded({ stage, data }: LoadedProps) {
  const t = useTranslations('runbooks')
  const active = data.runs.filter(({ finishedAt }) => finishedAt === null)
  const past = data.runs.filter(({ finishedAt }) => finishedAt !== null)
  const isStarted = (id: string) => active.some(({ runbook }) => runbook === id)
  const idle = data.runbooks.filter(({ id }) => !isStarted(id))
  const helping = idle.filter(({ because }) => because !== null)
  const quiet = idle.filter(({ because }) => because === null)
  const isCalm = helping.length === 0 && active.length === 0
  const common = { stage, may: data.may.run }
  return (
    <div className="grid gap-4">
      {!isCalm && <RunbookFacts stage={stage} facts={data.facts} />}
      {active.map((run) => (
        <RunPanel key={run.id} {...common} run={run} />
      ))}
      {helping.map((runbook) => (
        <Runbook key={runbook.id} {...common} runbook={runbook} />
      ))}
      {isCalm && (
        <p className="text-sm text-muted">{t(data.runbooks.length > 0 ? 'calm' : 'none')}</p>
      )}
      {quiet.length > 0 && (
        <details>
          <summary className="cursor-pointer text-sm text-muted">
            {t('all', { count: quiet.length })}
          </summary>
          <div className="mt-3 grid gap-4">
            {quiet.map((runbook) => (
              <Runbook key={runbook.id} {...common} runbook={runbook} />
            ))}
          </div>
        </details>
      )}
      <PastRuns runs={past} />
    </div>
  )
}

function Sheet(key: StageKey) {
  const t = useTranslations('runbooks')
  const language = useLocale() === 'de' ? 'de' : 'en'
  const address = (format: string) =>
    `${stagePath(key)}/emergency-sheet?language=${language}&format=${format}`
  return (
    <section className="mt-4 grid gap-1.5 border-t border-line pt-3">
      <h3 className="text-sm font-medium">{t('sheet')}</h3>
      <p className="text-xs text-muted">{t('sheetHint')}</p>
      <p className="flex flex-wrap gap-1.5">
        <a
          href={address('html')}
          target="_blank"
          rel="noopener"
          className={buttonStyle({ size: 'sm' })}
        >
          {t('sheetPrint')}
        </a>
        <a href={address('md')} download className={buttonStyle({ size: 'sm' })}>
          {t('sheetMarkdown')}
        </a>
      </p>
    </section>
  )
}
