'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { BoardStage } from '#lib/board/types.ts'
import { isFresh } from '#lib/hosting/policy.ts'

interface PlatformAgeProps {
  readonly platform: NonNullable<BoardStage['platform']>
}

/** When the platform last said what runs, or since when it is not known. */
export function PlatformAge({ platform }: PlatformAgeProps) {
  const t = useTranslations('board.drawer')
  const { observedAt, ttlSeconds, unknownSince } = platform
  const isOld = useClock((nowMs) => !isFresh({ observedAt, ttlSeconds }, nowMs))
  if (observedAt === null && unknownSince === null) return t('platformNever')
  const endsAt = observedAt && new Date(Date.parse(observedAt) + ttlSeconds * 1_000).toISOString()
  const since = unknownSince ?? (isOld ? endsAt : null)
  if (since === null) {
    return t.rich('platformAsked', { time: () => observedAt && <RelativeTime at={observedAt} /> })
  }
  return (
    <>
      <StatusWord tone="unknown" shape="question">
        {t.rich('platformUnknown', { time: () => <RelativeTime at={since} form="since" /> })}
      </StatusWord>
      {observedAt && (
        <span className="block text-xs text-muted">
          {t.rich('platformLast', { seen: () => <RelativeTime at={observedAt} /> })}
        </span>
      )}
    </>
  )
}
