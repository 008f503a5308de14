'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { formatMoment } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { LogSourceState } from '#lib/logs/types.ts'

/** What the sources have to say about what they gave: which failed since when, and which gave less than all. */
export function SourceNotes({ sources }: { readonly sources: readonly LogSourceState[] }) {
  const t = useTranslations('logs')
  const style = useTimeStyle()
  const toName = useSourceName()
  return (
    <>
      {sources.map((source) => {
        const { slug, failure } = source
        if (!failure) return null
        return (
          <Banner
            key={slug}
            tone="warn"
            title={t.rich('sourceFailed', {
              source: toName(source),
              time: () => <RelativeTime at={failure.since} plain />,
            })}
          >
            <span dir="auto">{failure.message}</span>
          </Banner>
        )
      })}
      {sources.flatMap((source) =>
        source.notices
          // That the newest lines are shown and older ones can be loaded is said by the list itself.
          .filter(({ kind }) => kind !== 'truncated')
          .map(({ kind, at, detail }) => (
            <p key={`${source.slug} ${kind} ${at}`} className="text-xs text-muted">
              {t(`notice.${kind}`, {
                source: toName(source),
                at: at ? formatMoment(Date.parse(at), style) : '–',
              })}{' '}
              {detail && <span dir="auto">{detail}</span>}
            </p>
          )),
      )}
    </>
  )
}

/** Name of a source as people know it. */
export function useSourceName(): (
  source: Pick<LogSourceState, 'kind' | 'slug' | 'platform'>,
) => string {
  const t = useTranslations('logs.source')
  return ({ kind, slug, platform }) =>
    kind === 'platform' ? `${t('platform')} (${platform})` : t(kind, { slug })
}
