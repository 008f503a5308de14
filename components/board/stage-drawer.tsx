'use client'

import { ExternalLink } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { DeployButton } from '#components/deployments/deploy-button.tsx'
import { RollBackButton } from '#components/deployments/roll-back-button.tsx'
import { QueryProvider } from '#components/shell/query-provider.tsx'
import { buttonStyle } from '#components/ui/button-style.ts'
import { Dialog } from '#components/ui/dialog.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import { ageHealth } from '#lib/board/policy.ts'
import type { BoardStage, BoardSystem } from '#lib/board/types.ts'
import { BackupMark } from './backup-mark.tsx'
import { RecentDeployments } from './recent-deployments.tsx'
import { RunningFacts } from './running-facts.tsx'
import { StageMarks } from './stage-marks.tsx'
import { UptimeText } from './uptime-text.tsx'
import type { BoardState } from './use-board.ts'

interface StageDrawerProps {
  /** `system/stage`, as in the address. */
  readonly stageKey: string
  readonly board: BoardState
  readonly onClose: () => void
}

/** One stage in more detail without leaving the board. */
export function StageDrawer({ stageKey, board, onClose }: StageDrawerProps) {
  const t = useTranslations('board.drawer')
  const [systemSlug, stageSlug] = stageKey.split('/')
  const system = board.systems.find(({ slug }) => slug === systemSlug)
  const stage = system?.stages.find(({ slug }) => slug === stageSlug)
  if (!system || !stage) {
    return (
      <Dialog open variant="drawer" onClose={onClose} title={stageKey}>
        {board.missing === 0 && <EmptyState title={t('gone')} />}
      </Dialog>
    )
  }
  return (
    <QueryProvider>
      <Dialog
        open
        variant="drawer"
        onClose={onClose}
        title={`${system.name} → ${stage.name}`}
        footer={<StageActions system={system} stage={stage} />}
      >
        <StageDetails system={system} stage={stage} nowMs={board.nowMs} />
      </Dialog>
    </QueryProvider>
  )
}

interface StageProps {
  readonly system: BoardSystem
  readonly stage: BoardStage
}

function StageActions({ system, stage }: StageProps) {
  const t = useTranslations('board.drawer')
  const key = { system: system.slug, stage: stage.slug, stageName: stage.name }
  return (
    <>
      {stage.url && (
        <a
          href={stage.url}
          target="_blank"
          rel="noreferrer"
          className={buttonStyle({ variant: 'ghost' })}
        >
          <ExternalLink aria-hidden="true" className="size-4" />
          {t('openApp')}
        </a>
      )}
      <Link
        href={`/systems/${system.slug}/${stage.slug}`}
        className={buttonStyle({ variant: 'ghost' })}
      >
        {t('openPage')}
      </Link>
      {system.mayDeploy && stage.deployable && (
        <>
          <RollBackButton {...key} />
          <DeployButton {...key} />
        </>
      )}
    </>
  )
}

function StageDetails({ system, stage, nowMs }: StageProps & { readonly nowMs: number }) {
  const t = useTranslations('board.drawer')
  const { observedAt, since, last } = stage.health
  const health = ageHealth(stage.health, nowMs)
  return (
    <div className="grid gap-5">
      <Section title={t('health')}>
        <HealthBadge
          health={health}
          since={health === last ? since : null}
          observedAt={observedAt}
        />
        <div className="mt-1 flex flex-wrap gap-x-3 text-xs empty:hidden">
          <StageMarks stage={stage} />
          <BackupMark backup={stage.backup} />
        </div>
      </Section>
      <Section title={t('uptime')}>
        <UptimeBars
          permilles={stage.uptimeHours}
          label={t('uptime')}
          width="fill"
          className="h-8!"
        />
        <UptimeText permilles={stage.uptimeHours} />
      </Section>
      <Section title={t('running')}>
        <RunningFacts running={stage.running} platform={stage.platform} />
      </Section>
      <Section title={t('deployments')}>
        <RecentDeployments system={system.slug} stage={stage.slug} />
      </Section>
    </div>
  )
}

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
}

function Section({ title, children }: SectionProps) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      {children}
    </section>
  )
}
