'use client'

import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'next-intl'
import { CauseText } from '#components/health/cause-text.tsx'
import { useTabResult } from '#components/live/use-tab-result.ts'
import { Banner } from '#components/ui/banner.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { DeploymentDetail } from '#lib/deployments/types.ts'
import { findHealthReason } from '#lib/health/words.ts'
import { OutsideLink } from './commit-range.tsx'
import { DeploymentFacts } from './deployment-facts.tsx'
import { DeploymentHeader } from './deployment-header.tsx'
import { DeploymentTimeline } from './deployment-timeline.tsx'
import { HoldBanner } from './hold-banner.tsx'
import { JobList } from './job-list.tsx'
import { toMessageValues } from './message-values.ts'
import { deploymentQuery } from './queries.ts'
import { StepAnnouncer } from './step-announcer.tsx'
import { VerificationCard } from './verification-card.tsx'

const activeRefreshMs = 2_000

/** Follows one deployment from the request to its end. */
export function DeploymentView({ id }: { readonly id: string }) {
  const { data } = useQuery({
    ...deploymentQuery(id),
    refetchInterval: (query) => (query.state.data?.isActive ? activeRefreshMs : false),
  })
  if (!data) return null
  return (
    <div className="grid gap-4">
      <TabResult deployment={data} />
      <DeploymentHeader deployment={data} />
      <StepAnnouncer deployment={data} />
      <Situation deployment={data} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        <div className="grid min-w-0 gap-4">
          {data.verification && <VerificationCard deployment={data} view={data.verification} />}
          <JobList deployment={data} />
        </div>
        <div className="grid gap-4">
          <DeploymentTimeline deployment={data} />
          <DeploymentFacts deployment={data} />
        </div>
      </div>
    </div>
  )
}

/** What stands out about this deployment right now, in words. */
function Situation({ deployment }: { readonly deployment: DeploymentDetail }) {
  const t = useTranslations('deployments')
  const { explanation, search, waitingFor, stuck, notBefore, hold } = deployment
  return (
    <>
      {explanation && (
        <Banner
          tone={deployment.state === 'failed' ? 'bad' : 'warn'}
          title={t(`explanation.${explanation.code}`, toMessageValues(explanation.details))}
        >
          <MeasuredCause reason={explanation.details.healthReason} />
          {notBefore && (
            <p>{t.rich('page.notBefore', { time: () => <RelativeTime at={notBefore} /> })}</p>
          )}
          {search && <SearchNote search={search} />}
        </Banner>
      )}
      {waitingFor?.kind === 'approval' && (
        <Banner
          tone="info"
          title={t('page.waiting')}
          action={<OutsideLink url={waitingFor.url}>{t('page.approve')}</OutsideLink>}
        >
          {t('page.waitingOn', {
            environments: waitingFor.environments.join(', '),
            reviewers: waitingFor.reviewers.join(', ') || '–',
          })}
        </Banner>
      )}
      {stuck && (
        <Banner
          tone="warn"
          title={t.rich('page.stuck', {
            time: () => <RelativeTime at={stuck.since} />,
            duration: formatDuration(stuck.thresholdSeconds * 1_000),
          })}
        />
      )}
      {hold && <HoldBanner hold={hold} />}
    </>
  )
}

function SearchNote({ search }: { readonly search: NonNullable<DeploymentDetail['search']> }) {
  const t = useTranslations('deployments.page')
  const { until } = search
  return (
    <p className="text-xs">
      {t('search', {
        searches: search.searches,
        failed: search.failedSearches,
        runs: search.runsChecked,
      })}{' '}
      {until && t.rich('searchUntil', { time: () => <RelativeTime at={until} /> })}
    </p>
  )
}

/** What the probe found, when that is why the deployment failed. */
function MeasuredCause({ reason }: { readonly reason: unknown }) {
  const known = findHealthReason(typeof reason === 'string' ? reason : null)
  return known && <CauseText cause={{ reason: known, params: {} }} />
}

const marks = { succeeded: '✓', failed: '✗', cancelled: '–', not_started: '–' } as const
const tones = { succeeded: 'ok', failed: 'bad', cancelled: null, not_started: null } as const

/** The state in the tab itself, for those who wait in another one. */
function TabResult({ deployment }: { readonly deployment: DeploymentDetail }) {
  const { state, system, stage } = deployment
  const isEnd = state in marks
  useTabResult({
    title: `${isEnd ? marks[state as keyof typeof marks] : '…'} ${system.name} → ${stage.name}`,
    tone: isEnd ? tones[state as keyof typeof tones] : 'info',
  })
  return null
}
