'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { PlatformSource } from '#lib/hosting/schemas.ts'
import { FailureWords } from './failure-words.tsx'

/** Who is asked, and of those that fail: since when, why, and what to do. */
export function SourceList({ sources }: { readonly sources: readonly PlatformSource[] }) {
  const t = useTranslations('platform')
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-muted">{t('sources')}</h3>
      <ul className="grid gap-2">
        {sources.map((source) => (
          <li key={source.source}>
            <span className="flex flex-wrap items-baseline gap-x-2">
              <SourceName source={source} />
              <SourceState source={source} />
            </span>
            {source.failure && (
              <FailureWords
                code={source.failure}
                message={source.failureMessage}
                permission={source.permission}
              />
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function SourceName({ source: { source, kind } }: { readonly source: PlatformSource }) {
  const t = useTranslations('platform.kind')
  const name = t.has(kind as 'vercel') ? t(kind as 'vercel') : kind
  return (
    <span>
      {name}
      {source !== 'platform' && source !== 'vercel' && (
        <span className="text-muted"> ({source})</span>
      )}
    </span>
  )
}

function SourceState({ source }: { readonly source: PlatformSource }) {
  const t = useTranslations('platform')
  const { failure, since, observedAt } = source
  if (failure) {
    return (
      <>
        <StatusWord tone="warn" shape="triangle">
          {t('failing')}
        </StatusWord>
        {since && <RelativeTime at={since} form="since" className="text-xs text-muted" />}
      </>
    )
  }
  if (!observedAt) {
    return (
      <StatusWord tone="unknown" shape="question">
        {t('silent')}
      </StatusWord>
    )
  }
  return (
    <>
      <StatusWord tone="ok" shape="check">
        {t('answered')}
      </StatusWord>
      <RelativeTime at={observedAt} className="text-xs text-muted" />
    </>
  )
}
