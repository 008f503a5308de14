'use client'

import { useTranslations } from 'next-intl'
import { Card } from '#components/ui/card.tsx'
import { HealthBadge } from '#components/ui/health-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { HealthTransition } from '#lib/health/types.ts'
import { CauseText } from './cause-text.tsx'

interface TransitionListProps {
  readonly transitions: readonly HealthTransition[]
}

/** When the stage went from one state to another, newest first. */
export function TransitionList({ transitions }: TransitionListProps) {
  const t = useTranslations('health.transitions')
  return (
    <Card title={t('title')}>
      {transitions.length === 0 ? (
        <p className="text-sm text-muted">{t('none')}</p>
      ) : (
        <ul className="grid gap-2">
          {transitions.map(({ at, to, reason }) => (
            <li key={`${at}${to}`} className="flex flex-wrap items-baseline gap-x-3 text-sm">
              <span className="w-32 text-xs text-muted">
                <RelativeTime at={at} plain />
              </span>
              <HealthBadge health={to} />
              {reason && (
                <span className="text-muted">
                  <CauseText cause={{ reason, params: {} }} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
