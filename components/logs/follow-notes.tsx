'use client'

import { useTranslations } from 'next-intl'
import { formatMoment } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { FollowedSource } from '#lib/logs/types.ts'
import { useSourceName } from './source-notes.tsx'

/** What is missing from the lines that come: a source that cannot be followed, left lines out, or was cut off. */
export function FollowNotes({ sources }: { readonly sources: readonly FollowedSource[] }) {
  const t = useTranslations('logs')
  const style = useTimeStyle()
  const toName = useSourceName()
  return (
    <div role="status" className="grid gap-1 text-xs text-warn empty:hidden">
      {sources.map((said) => (
        <p key={`${said.slug} ${said.state} ${said.notice?.kind}`}>
          {said.notice
            ? t(`notice.${said.notice.kind}`, {
                source: toName(said),
                at: said.notice.at ? formatMoment(Date.parse(said.notice.at), style) : '–',
              })
            : t('followFailed', { source: toName(said) })}{' '}
          {said.message && <span dir="auto">{said.message}</span>}
        </p>
      ))}
    </div>
  )
}
