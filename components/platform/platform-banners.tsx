'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import { isFresh } from '#lib/hosting/policy.ts'
import type { PlatformState } from '#lib/hosting/schemas.ts'

/** What a reader has to know first: unknown, skewed, pinned. */
export function PlatformBanners({ state }: { readonly state: PlatformState }) {
  const t = useTranslations('platform')
  return (
    <>
      <Unknown summary={state.summary} />
      {state.skew.length > 0 && (
        <Banner tone="warn" title={t('skew')}>
          {state.skew.map(({ component, commitSha }) => (
            <span key={component} className="mr-3">
              {component} <code>{commitSha.slice(0, 7)}</code>
            </span>
          ))}
        </Banner>
      )}
      {state.pin && (
        <Banner tone="warn" title={t('pinned')}>
          {state.pin.releaseId && <code className="mr-2 break-all">{state.pin.releaseId}</code>}
          {state.pin.since && <RelativeTime at={state.pin.since} form="since" />}
          <p>{t('pinnedHint')}</p>
        </Banner>
      )}
    </>
  )
}

function Unknown({ summary }: Pick<PlatformState, 'summary'>) {
  const t = useTranslations('platform')
  const { observedAt, ttlSeconds, unknownSince } = summary
  const isOld = useClock((nowMs) => !isFresh({ observedAt, ttlSeconds }, nowMs))
  if (ttlSeconds === 0) return null
  if (observedAt === null && unknownSince === null) {
    return (
      <Banner tone="info" title={t('waiting')}>
        {null}
      </Banner>
    )
  }
  const since = unknownSince ?? (isOld && observedAt ? toEnd(observedAt, ttlSeconds) : null)
  if (since === null) return null
  return (
    <Banner
      tone="unknown"
      title={t.rich('unknownSince', { time: () => <RelativeTime at={since} form="since" /> })}
    >
      {observedAt === null
        ? t('neverKnown')
        : t.rich('lastKnown', { time: () => <RelativeTime at={observedAt} /> })}
    </Banner>
  )
}

function toEnd(observedAt: string, ttlSeconds: number): string {
  return new Date(Date.parse(observedAt) + ttlSeconds * 1_000).toISOString()
}
