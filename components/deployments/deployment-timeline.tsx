'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { formatTimeOfDay } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { DeploymentDetail } from '#lib/deployments/types.ts'

/** The milestones from request to end, with the time each was reached. */
export function DeploymentTimeline({ deployment }: { readonly deployment: DeploymentDetail }) {
  const t = useTranslations('deployments.page')
  const style = useTimeStyle()
  return (
    <Card title={t('timeline')}>
      <ol className="grid gap-2 text-sm">
        {deployment.timeline.map(({ name, at }) => (
          <li key={name} className="flex items-baseline gap-2">
            <StatusIcon
              shape={at ? 'check' : 'dash'}
              tone={at ? 'ok' : 'unknown'}
              className="translate-y-0.5"
            />
            <span className={at ? '' : 'text-muted'}>{t(`milestone.${name}`)}</span>
            <span className="grow" />
            {at && (
              <span className="text-xs text-muted">
                <span suppressHydrationWarning>{formatTimeOfDay(Date.parse(at), style)}</span> ·{' '}
                <RelativeTime at={at} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
