'use client'

import { useTranslations } from 'next-intl'
import { formatSeconds } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { PolicySummary } from '#lib/backups/types.ts'
import { CauseText, WarningText } from './cause-text.tsx'
import { stateLooks } from './looks.ts'

/** State of a policy, how old its newest data is against what may be lost, and why. */
export function PolicyState({ policy }: { readonly policy: PolicySummary }) {
  const t = useTranslations('backups')
  const style = useTimeStyle()
  const { state, since, newestAt, rpoSeconds, cause, warnings } = policy
  return (
    <div className="grid gap-0.5">
      <span className="flex flex-wrap items-baseline gap-x-2">
        <StatusWord {...stateLooks[state]}>{t(`state.${state}`)}</StatusWord>
        {since && <RelativeTime at={since} form="since" className="text-xs text-muted" />}
      </span>
      <span className="text-xs text-muted" suppressHydrationWarning>
        {newestAt
          ? t.rich(state === 'unknown' ? 'lastKnown' : 'newest', {
              time: () => <RelativeTime at={newestAt} />,
              rpo: formatSeconds(rpoSeconds, style),
            })
          : t('noneYet', { rpo: formatSeconds(rpoSeconds, style) })}
      </span>
      {cause && (
        <span className="max-w-prose text-xs">
          <CauseText cause={cause} />
        </span>
      )}
      {warnings.map((warning) => (
        <span key={warning.reason} className="max-w-prose text-xs text-warn">
          <WarningText warning={warning} />
        </span>
      ))}
    </div>
  )
}
