'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { healthLooks } from '#components/ui/health-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { UptimeBars } from '#components/ui/uptime-bars.tsx'
import { ageHealth } from '#lib/board/policy.ts'
import type { BoardStage, BoardSystem } from '#lib/board/types.ts'
import { BackupMark } from './backup-mark.tsx'
import { HealthAge } from './health-age.tsx'
import { RunningVersion } from './running-version.tsx'
import { StageMarks } from './stage-marks.tsx'

interface StageCellProps {
  readonly system: BoardSystem
  readonly stage: BoardStage
  readonly nowMs: number
  readonly isCompact: boolean
  /** Shows the stage's name also where a column would tell it. */
  readonly alwaysNamed?: boolean
  readonly onOpen: (stageKey: string) => void
}

/** One stage of one system: how it is, what runs, and how the last attempt ended. A press anywhere opens its drawer. */
export function StageCell(props: StageCellProps) {
  const { system, stage, nowMs, isCompact, alwaysNamed = false, onOpen } = props
  const t = useTranslations('board.cell')
  const words = useTranslations('status.health')
  const health = ageHealth(stage.health, nowMs)
  const risk = useTranslations('status.risk')
  return (
    <div
      className={clsx(
        'relative grid grid-cols-[1fr_auto] items-start gap-x-3 px-3 text-sm',
        isCompact ? 'py-0.5 leading-4' : 'gap-y-0.5 py-2.5',
      )}
    >
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-2">
        {alwaysNamed && <span className="font-medium">{stage.name}</span>}
        <button
          type="button"
          aria-haspopup="dialog"
          aria-label={t('open', { system: system.name, stage: stage.name, health: words(health) })}
          onClick={() => onOpen(`${system.slug}/${stage.slug}`)}
          className="rounded-xs before:absolute before:inset-0 focus-visible:outline-offset-4"
        >
          <StatusWord {...healthLooks[health]}>{words(health)}</StatusWord>
        </button>
        {!isCompact && <HealthAge health={stage.health} shown={health} />}
        {!alwaysNamed && !isNamedAfterRisk(stage, risk(stage.risk)) && (
          <span className="truncate text-xs text-muted">{stage.name}</span>
        )}
      </div>
      <UptimeBars
        permilles={stage.uptimeHours}
        label={t('uptime')}
        className={clsx('mt-0.5', isCompact && 'h-3!')}
      />
      <div
        className={clsx(
          'flex min-w-0 items-baseline gap-x-1.5',
          isCompact ? 'col-span-full overflow-hidden text-xs' : 'flex-wrap',
        )}
      >
        <RunningVersion stage={stage} />
        {!isCompact && stage.running.since && stage.running.version && (
          <RelativeTime
            plain
            at={stage.running.since}
            form="since"
            className="text-xs text-muted"
          />
        )}
        {isCompact && <StageMarks stage={stage} />}
        {isCompact && <BackupMark backup={stage.backup} isQuiet />}
      </div>
      {!isCompact && (
        <div className="col-span-full flex min-w-0 flex-wrap gap-x-3 gap-y-0.5 text-xs empty:hidden">
          <StageMarks stage={stage} />
          <BackupMark backup={stage.backup} />
        </div>
      )}
    </div>
  )
}

/** A stage "Production" in the column for production needs no name of its own, in any language. */
function isNamedAfterRisk({ name, risk }: BoardStage, riskWord: string): boolean {
  return [risk, riskWord.toLowerCase()].includes(name.toLowerCase())
}
