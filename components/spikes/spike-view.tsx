'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { type ReactNode, useState } from 'react'
import { MarkdownText } from '#components/markdown/markdown-text.tsx'
import { Card } from '#components/ui/card.tsx'
import { ErrorState } from '#components/ui/error-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import type { SpikeView as View } from '#lib/spikes/types.ts'
import { AbortBanner } from './abort-banner.tsx'
import { AbortList } from './abort-list.tsx'
import { CompareRuns } from './compare-runs.tsx'
import { CriteriaTable } from './criteria-table.tsx'
import { ItemList } from './item-list.tsx'
import { spikeQuery } from './queries.ts'
import { ResultForm } from './result-form.tsx'
import { RunPanel } from './run-panel.tsx'
import { SpikeHeader } from './spike-header.tsx'
import { TestList } from './test-list.tsx'

interface SpikeViewProps {
  readonly spike: string
  /** What is missing for the decision, made by the page. */
  readonly readiness: ReactNode
}

/** A spike from its question to its result: what has to be there, what is tried, what is measured, what came of it. */
export function SpikeView({ spike, readiness }: SpikeViewProps) {
  const { data, error, refetch } = useQuery(spikeQuery(spike))
  if (error && !data) return <ErrorState title={error.message} onRetry={() => refetch()} />
  if (!data) return <Skeleton className="h-96" />
  return <SpikeParts view={data} readiness={readiness} />
}

function SpikeParts({ view, readiness }: { readonly view: View; readonly readiness: ReactNode }) {
  const t = useTranslations('spikes')
  const [shown, setShown] = useState<number | null>(null)
  const run = shown ?? view.runs[0]?.number ?? null
  return (
    <div className="grid gap-4">
      <SpikeHeader view={view} />
      <AbortBanner view={view} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <div className="grid gap-4">
          {view.question && (
            <Card title={t('question')}>
              <MarkdownText text={view.question} />
            </Card>
          )}
          <TestList view={view} onStarted={setShown} />
          {run !== null && <RunPanel view={view} run={run} />}
          <CriteriaTable view={view} />
          <CompareRuns view={view} shown={run} onShow={setShown} />
          <ResultForm view={view} />
        </div>
        <div className="grid gap-4">
          {readiness}
          <ItemList title={t('prerequisites')} items={view.prerequisites} view={view} />
          <ItemList title={t('setupSteps')} items={view.setupSteps} view={view} />
          <AbortList view={view} />
        </div>
      </div>
    </div>
  )
}
