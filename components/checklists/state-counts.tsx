'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { StatusIcon } from '#components/ui/status-icon.tsx'
import type { ChecklistList } from '#lib/checklists/types.ts'
import { listStates } from '#lib/checklists/words.ts'
import { listLooks } from './looks.ts'

interface StateCountsProps {
  readonly counts: ChecklistList['counts']
  /** The state that is filtered by; empty for all. */
  readonly state: string
  readonly onChange: (state: string) => void
}

/** How many lists are in which state; each count filters. */
export function StateCounts({ counts, state: filtered, onChange }: StateCountsProps) {
  const t = useTranslations('checklists')
  return (
    <ul aria-label={t('list.summary')} className="flex flex-wrap gap-1.5">
      {listStates
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
              <StatusIcon {...listLooks[state]} />
              <span className="tabular font-semibold">{counts[state]}</span>
              <span className="text-muted">{t(`state.${state}`)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}
