import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { LiftHoldButton, PlaceHoldButton } from '#components/deployments/hold-actions.tsx'
import { HoldBanner } from '#components/deployments/hold-banner.tsx'
import { NewestErrors } from '#components/logs/newest-errors.tsx'
import { PlatformCard } from '#components/platform/platform-card.tsx'
import { ComponentTable } from '#components/systems/component-table.tsx'
import { Card } from '#components/ui/card.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import type { StageComponent, StageOverview, StagePlatform } from '#lib/board/types.ts'
import { BackupMark } from './backup-mark.tsx'
import { HealthAge } from './health-age.tsx'
import { RecentDeployments } from './recent-deployments.tsx'
import { RunningFacts } from './running-facts.tsx'
import { StageMarks } from './stage-marks.tsx'
import { UptimeText } from './uptime-text.tsx'

interface StageOverviewPageProps {
  readonly stage: StageOverview
  readonly components: readonly StageComponent[]
  readonly platform: StagePlatform
  readonly canPlaceHold: boolean
  readonly canLiftHold: boolean
  readonly canAskPlatform: boolean
  /** Cards of other domains about this stage. */
  readonly more?: ReactNode
}

/** What a stage is like now: health, what runs, what was tried, and what its components say. */
export function StageOverviewPage(props: StageOverviewPageProps) {
  const { stage, components, platform, canPlaceHold, canLiftHold, canAskPlatform } = props
  const t = useTranslations('board.drawer')
  const { system, hold, health, running, uptimeHours } = stage
  const isCurrent = health.status === health.last && health.observedAt !== null
  const key = { system: system.slug, stage: stage.slug, stageName: stage.name }
  return (
    <div className="grid gap-4">
      {hold && <HoldBanner hold={hold} action={canLiftHold && <LiftHoldButton {...key} />} />}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t('health')}>
          {isCurrent ? (
            <HealthBadge
              health={health.status}
              since={health.since}
              observedAt={health.observedAt}
            />
          ) : (
            <p className="flex flex-wrap items-center gap-x-2">
              <HealthBadge health={health.status} />
              <HealthAge health={health} shown={health.status} />
            </p>
          )}
          <div className="mt-3">
            <UptimeBars permilles={uptimeHours} label={t('uptime')} width="fill" className="h-8!" />
            <UptimeText permilles={uptimeHours} />
          </div>
        </Card>
        <Card title={t('running')}>
          <RunningFacts running={running} platform={stage.platform} />
          <div className="mt-3 flex flex-wrap gap-x-3 gap-y-1 text-xs empty:hidden">
            <StageMarks stage={{ ...stage, hold: null }} />
            <BackupMark backup={stage.backup} />
          </div>
        </Card>
        <Card
          title={t('deployments')}
          aside={!hold && canPlaceHold && <PlaceHoldButton {...key} />}
        >
          <RecentDeployments system={system.slug} stage={stage.slug} />
        </Card>
        <NewestErrors stage={{ system: system.slug, stage: stage.slug }} />
        {props.more}
        <ComponentTable
          components={components}
          stages={[{ slug: stage.slug, name: stage.name, components }]}
        />
        <div className="min-w-0 lg:col-span-2">
          <PlatformCard stage={stage} platform={platform} canAsk={canAskPlatform} />
        </div>
      </div>
    </div>
  )
}
