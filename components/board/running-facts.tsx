'use client'

import { useTranslations } from 'next-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { BoardRunning, BoardStage } from '#lib/board/types.ts'
import { PlatformAge } from './platform-age.tsx'

interface RunningFactsProps {
  readonly running: Pick<
    BoardRunning,
    'version' | 'commitSha' | 'since' | 'observedAt' | 'agreement'
  >
  readonly platform: BoardStage['platform']
}

/** What runs on a stage, since when, and how we know. */
export function RunningFacts({ running, platform }: RunningFactsProps) {
  const t = useTranslations('board')
  const { version, commitSha, since, observedAt, agreement } = running
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-sm">
      <dt className="text-muted">{t('drawer.version')}</dt>
      <dd>{version ? <code dir="auto">{version}</code> : t('cell.noVersion')}</dd>
      {commitSha && (
        <>
          <dt className="text-muted">{t('drawer.commit')}</dt>
          <dd className="flex items-center gap-1">
            <code>{commitSha.slice(0, 7)}</code>
            <CopyButton text={commitSha} />
          </dd>
        </>
      )}
      {since && (
        <>
          <dt className="text-muted">{t('drawer.since')}</dt>
          <dd>
            <RelativeTime at={since} />
          </dd>
        </>
      )}
      <dt className="text-muted">{t('drawer.agreement')}</dt>
      <dd>
        {t(`agreement.${agreement}`)}
        {observedAt && (
          <span className="text-xs text-muted">
            {' · '}
            {t.rich('cell.measured', { time: () => <RelativeTime at={observedAt} /> })}
          </span>
        )}
      </dd>
      {platform && (
        <>
          <dt className="text-muted">{t('drawer.platform')}</dt>
          <dd>
            <PlatformAge platform={platform} />
          </dd>
        </>
      )}
    </dl>
  )
}
