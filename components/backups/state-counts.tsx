'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { BackupList } from '#lib/backups/types.ts'
import { backupStates } from '#lib/backups/words.ts'
import { stateLooks } from './looks.ts'

interface StateCountsProps {
  readonly counts: BackupList['counts']
  /** The state that is filtered by; empty for all. */
  readonly state: string
  readonly onChange: (state: string) => void
}

/** How many policies are in which state; each count filters the list. */
export function StateCounts({ counts, state: filtered, onChange }: StateCountsProps) {
  const t = useTranslations('backups')
  return (
    <ul aria-label={t('list.summary')} className="flex flex-wrap gap-1.5">
      {backupStates
        .filter((state) => counts[state] > 0 || filtered === state)
        .map((state) => (
          <li key={state}>
            <button
              type="button"
              aria-pressed={filtered === state}
              onClick={() => onChange(filtered === state ? '' : state)}
              className={clsx(
                'inline-flex h-8 items-center gap-1.5 rounded-md border bg-surface px-2.5 text-sm hover:bg-hover pointer-coarse:h-11',
                filtered === state ? 'border-accent' : 'border-line',
              )}
            >
              <StatusIcon {...stateLooks[state]} />
              <span className="tabular font-semibold">{counts[state]}</span>
              <span className="text-muted">{t(`state.${state}`)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}
