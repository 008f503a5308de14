import { useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { isDisagreement } from '#lib/board/policy.ts'
import type { StageWithState } from '#lib/board/types.ts'

/** What runs on a stage, since when, and who says so. */
export function StageRunning({ running }: Pick<StageWithState, 'running'>) {
  const t = useTranslations('systems')
  const { version, commitSha, since, agreement } = running
  if (version === null) return <p className="text-sm text-muted">{t('nothingRunning')}</p>
  return (
    <div className="text-sm">
      <p className="text-xs text-muted">{t('running')}</p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-mono font-medium break-all">{version}</span>
        {commitSha !== null && <code className="text-xs text-muted">{commitSha.slice(0, 7)}</code>}
        {since !== null && <RelativeTime at={since} form="since" className="text-xs text-muted" />}
      </p>
      {isDisagreement(agreement) ? (
        <Badge tone="warn" shape="triangle">
          {t(`agreement.${agreement}`)}
        </Badge>
      ) : (
        <p className="text-xs text-muted">{t(`agreement.${agreement}`)}</p>
      )}
    </div>
  )
}
