'use client'

import { useTranslations } from 'next-intl'
import { deploymentLooks } from '#components/ui/deployment-state-badge.tsx'
import { Duration } from '#components/ui/duration.tsx'
import { formatDate, formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import { differsFromRunning, isDisagreement } from '#lib/board/policy.ts'
import type {
  BoardActiveDeployment,
  BoardDeployment,
  BoardHold,
  BoardStage,
} from '#lib/board/types.ts'

/** What a reader should know besides health and version; nothing where all is quiet. */
export function StageMarks({ stage }: { readonly stage: BoardStage }) {
  const t = useTranslations('board.cell')
  const { activeDeployment, lastDeployment, hold, platform } = stage
  const { agreement } = stage.running
  return (
    <>
      {activeDeployment && <Underway deployment={activeDeployment} />}
      {lastDeployment && differsFromRunning(stage) && <Attempt deployment={lastDeployment} />}
      {hold && <Held hold={hold} />}
      {isDisagreement(agreement) && (
        <span title={t(`contradictionTitle.${agreement}`)}>
          <StatusWord tone="warn" shape="triangle">
            {t(`contradiction.${agreement}`)}
          </StatusWord>
        </span>
      )}
      {platform?.pinned && (
        <span title={t('platformPinnedTitle')}>
          <StatusWord tone="warn" shape="pause">
            {t('platformPinned')}
          </StatusWord>
        </span>
      )}
    </>
  )
}

function Underway({ deployment }: { readonly deployment: BoardActiveDeployment }) {
  const t = useTranslations('board.cell')
  const { state, version, kind, createdAt, startedAt, usualDurationSeconds } = deployment
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <StatusWord {...deploymentLooks[state]}>
        {t(kind === 'rollback' ? 'rollingBack' : 'deploying', { version, state })}
      </StatusWord>
      <span className="tabular text-muted">
        <Duration from={startedAt ?? createdAt} to={null} />
        {usualDurationSeconds !== null &&
          ` · ${t('usually', { duration: formatDuration(usualDurationSeconds * 1_000) })}`}
      </span>
    </span>
  )
}

function Attempt({ deployment }: { readonly deployment: BoardDeployment }) {
  const t = useTranslations('board.cell')
  const { state, version, kind, createdAt, finishedAt } = deployment
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-1.5">
      <StatusWord {...deploymentLooks[state]}>
        {t(kind === 'rollback' ? 'rollbackAttempt' : 'attempt', { version, state })}
      </StatusWord>
      <RelativeTime plain at={finishedAt ?? createdAt} className="text-muted" />
    </span>
  )
}

function Held({ hold }: { readonly hold: BoardHold }) {
  const t = useTranslations('board.cell')
  const style = useTimeStyle()
  const { until, createdBy, createdAt, reason } = hold
  return (
    <span title={t('heldTitle', { name: createdBy, reason })} suppressHydrationWarning>
      <StatusWord tone="warn" shape="pause">
        {until
          ? t('heldUntil', { time: formatDate(Date.parse(until), Date.parse(createdAt), style) })
          : t('held')}
      </StatusWord>
    </span>
  )
}
