'use client'

import { useTranslations } from 'next-intl'
import { formatSeconds } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import type { PolicyDetail, RestoreTestView } from '#lib/backups/types.ts'
import { verdictLooks } from './looks.ts'
import { RestoreChecks } from './restore-checks.tsx'

interface RestoreTestListProps {
  /** Newest first. */
  readonly tests: readonly RestoreTestView[]
  readonly policy: Pick<PolicyDetail, 'rpoSeconds' | 'rtoSeconds' | 'slug'>
}

/** Restores that were tried, with what they measured against what the catalog allows. */
export function RestoreTestList({ tests, policy }: RestoreTestListProps) {
  const t = useTranslations('backups.tests')
  if (tests.length === 0) return <p className="text-sm text-muted">{t('none')}</p>
  return (
    <ul className="grid gap-2">
      {tests.map((test) => (
        <li key={test.id} className="rounded-md border border-line px-3 py-2 text-sm">
          <RestoreTest test={test} policy={policy} />
        </li>
      ))}
    </ul>
  )
}

interface RestoreTestProps extends Pick<RestoreTestListProps, 'policy'> {
  readonly test: RestoreTestView
}

function RestoreTest({ test, policy }: RestoreTestProps) {
  const t = useTranslations('backups.tests')
  const { verdict, state, reason, actor, destination, finishedAt, startedAt, note } = test
  const at = finishedAt ?? startedAt
  return (
    <div className="grid gap-1">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
        {verdict ? (
          <StatusWord {...verdictLooks[verdict]}>{t(`verdict.${verdict}`)}</StatusWord>
        ) : (
          <StatusWord tone="info" shape="progress">
            {t(`state.${state}`)}
          </StatusWord>
        )}
        {at && <RelativeTime at={at} className="text-xs text-muted" />}
        <span className="text-xs text-muted">
          {t('by', { actor: actor === 'schedule' ? t('schedule') : actor })}
          {` · ${t(`method.${test.method}`)}`}
          {destination && destination !== 'worker' && ` · ${destination}`}
        </span>
      </p>
      {reason && t.has(`reason.${reason as 'no_backup'}`) && (
        <p className="text-xs">{t(`reason.${reason as 'no_backup'}`)}</p>
      )}
      <Measured test={test} policy={policy} />
      {test.backup && <code className="text-xs break-all text-muted">{test.backup}</code>}
      <RestoreChecks checks={test.checks} />
      {note && (
        <p dir="auto" className="max-w-prose text-xs whitespace-pre-wrap text-muted">
          {note}
        </p>
      )}
      {test.evidenceUrl && (
        <a
          href={test.evidenceUrl}
          target="_blank"
          rel="noopener noreferrer nofollow"
          className="text-xs break-all underline"
        >
          {t('evidence')}
        </a>
      )}
    </div>
  )
}

function Measured({ test, policy }: RestoreTestProps) {
  const t = useTranslations('backups.tests')
  const style = useTimeStyle()
  const pairs = [
    ['rpo', test.measuredRpoSeconds, policy.rpoSeconds],
    ['rto', test.measuredRtoSeconds, policy.rtoSeconds],
  ] as const
  return (
    <p className="flex flex-wrap gap-x-4 text-xs" suppressHydrationWarning>
      {pairs.map(([name, measured, allowed]) =>
        measured === null ? null : (
          <span
            key={name}
            className={allowed !== null && measured > allowed ? 'text-bad' : 'text-muted'}
            suppressHydrationWarning
          >
            {t(allowed === null ? name : `${name}Of`, {
              measured: formatSeconds(measured, style),
              allowed: allowed === null ? '' : formatSeconds(allowed, style),
            })}
          </span>
        ),
      )}
    </p>
  )
}
