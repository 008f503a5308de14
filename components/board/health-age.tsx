'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { HealthWord } from '#lib/board/policy.ts'
import type { BoardHealth } from '#lib/board/types.ts'

interface HealthAgeProps {
  readonly health: BoardHealth
  /** The word on screen; differs from the stored one once that is too old. */
  readonly shown: HealthWord
}

/** Since when it has been so; of a fact that is too old, what it last was and when that was measured. */
export function HealthAge({ health, shown }: HealthAgeProps) {
  const t = useTranslations('board.cell')
  const words = useTranslations('status.health')
  const { observedAt, last, since } = health
  return (
    <span className="text-xs text-muted">
      {observedAt === null && shown === 'unknown' && t('neverMeasured')}
      {observedAt !== null &&
        shown !== last &&
        t.rich('last', {
          health: words(last).toLowerCase(),
          time: () => <RelativeTime plain at={observedAt} />,
        })}
      {observedAt !== null && shown === last && since && (
        <RelativeTime plain at={since} form="since" />
      )}
    </span>
  )
}
