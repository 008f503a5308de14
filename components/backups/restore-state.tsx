'use client'

import { useTranslations } from 'next-intl'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { RestoreSummary } from '#lib/backups/types.ts'
import { restoreLooks } from './looks.ts'

/** Whether restores are tried, and how the newest one ended. */
export function RestoreState({ restore }: { readonly restore: RestoreSummary }) {
  const t = useTranslations('backups.restore')
  const { state, newest, dueAt } = restore
  return (
    <div className="grid gap-0.5">
      {state ? (
        <StatusWord {...restoreLooks[state]}>{t(`state.${state}`)}</StatusWord>
      ) : (
        <span className="text-muted">{t(dueAt ? 'pending' : 'notAsked')}</span>
      )}
      <span className="text-xs text-muted">
        {newest?.finishedAt
          ? t.rich('newest', { time: () => <RelativeTime at={newest.finishedAt ?? ''} /> })
          : t('never')}
      </span>
    </div>
  )
}
