'use client'

import { useTranslations } from 'next-intl'
import { Banner } from '#components/ui/banner.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import type { BackupRequestView } from '#lib/backups/types.ts'
import { requestLooks } from './looks.ts'

const shownMs = 86_400_000

/** What became of the newest backup somebody asked for; nothing a day after it ended. */
export function RequestBanner({ request }: { readonly request: BackupRequestView }) {
  const t = useTranslations('backups.request')
  const { state, requestedBy, createdAt, finishedAt, externalId, reason, detail } = request
  const isShown = useClock((nowMs) => !finishedAt || nowMs - Date.parse(finishedAt) < shownMs)
  if (!isShown) return null
  return (
    <Banner tone={requestLooks[state].tone} title={t(`state.${state}`)}>
      <p>
        {t.rich('by', { name: requestedBy, time: () => <RelativeTime at={createdAt} /> })}
        {externalId && <code className="ml-2 break-all">{externalId}</code>}
      </p>
      {reason && t.has(`reason.${reason as 'not_listed'}`) && (
        <p>{t(`reason.${reason as 'not_listed'}`)}</p>
      )}
      {detail && <p dir="auto">{detail}</p>}
    </Banner>
  )
}
