'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { AskedView } from '#lib/backups/types.ts'

/** That a source could not be asked: which, since when, why; nothing while it answers. */
export function AskedBanner({ asked }: { readonly asked: AskedView }) {
  const t = useTranslations('backups.asked')
  const failures = useTranslations('backups.failure')
  const { source, observedAt, failure } = asked
  if (!failure) return null
  const { failure: word, message, permission } = failure
  return (
    <Banner tone="warn" title={t('failed', { source })}>
      <p>
        {/* A failure this version does not know shows as the word itself. */}
        {failures.has(word as 'denied') ? failures(word as 'denied') : word}
        {permission && (
          <>
            {' '}
            <code>{permission}</code>
          </>
        )}
      </p>
      {message && <p dir="auto">{message}</p>}
      <p>
        {observedAt ? t.rich('last', { time: () => <RelativeTime at={observedAt} /> }) : t('never')}
      </p>
    </Banner>
  )
}
