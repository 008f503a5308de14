'use client'

import { useTranslations } from 'next-intl'
import { formatMoment, formatSeconds } from '#components/ui/format-time.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { PolicyDetail } from '#lib/backups/types.ts'

/** What the catalog expects of a policy, and from when on its source can restore. */
export function PolicyFacts({ policy }: { readonly policy: PolicyDetail }) {
  const t = useTranslations('backups.facts')
  const style = useTimeStyle()
  const span = (seconds: number | null) => (seconds === null ? null : formatSeconds(seconds, style))
  const { origin, schedule, everySeconds, timeZone, asked } = policy
  const restorable = asked?.restorable
  const rhythm = schedule
    ? t('schedule', { schedule, timeZone })
    : t('every', { every: span(everySeconds) ?? '–' })
  const facts: readonly (readonly [string, string | null])[] = [
    [t('from'), t(`origin.${origin.kind}`, { name: origin.name ?? '' })],
    [t('rhythm'), `${rhythm}, ${t('grace', { grace: span(policy.graceSeconds) ?? '' })}`],
    [t('rpo'), span(policy.rpoSeconds)],
    [t('rto'), span(policy.rtoSeconds)],
    [t('retention'), span(policy.retentionSeconds)],
    [t('region'), policy.region],
    [t('restoreEvery'), span(policy.restore.everySeconds)],
    [
      t('window'),
      restorable?.to
        ? t('windowValue', {
            from: restorable.from ? formatMoment(Date.parse(restorable.from), style) : '–',
            to: formatMoment(Date.parse(restorable.to), style),
          })
        : null,
    ],
  ]
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-xs" suppressHydrationWarning>
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="break-words" suppressHydrationWarning>
              {value}
            </dd>
          </div>
        ))}
    </dl>
  )
}
