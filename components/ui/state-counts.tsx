'use client'

import { clsx } from 'clsx'
import { StatusIcon, type StatusLook } from './status-icon.tsx'

interface StateCountsProps<State extends string> {
  readonly label: string
  /** Worst first. */
  readonly states: readonly State[]
  readonly counts: Readonly<Record<State, number>>
  readonly looks: Readonly<Record<State, StatusLook>>
  readonly toName: (state: State) => string
  /** The state that is filtered by; empty for all. */
  readonly filtered: string
  readonly onChange: (state: State | '') => void
}

/** How many things are in which state; each count filters their list. */
export function StateCounts<State extends string>({
  label,
  states,
  counts,
  looks,
  toName,
  filtered,
  onChange,
}: StateCountsProps<State>) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-1.5">
      {states
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
              <StatusIcon {...looks[state]} />
              <span className="tabular font-semibold">{counts[state]}</span>
              <span className="text-muted">{toName(state)}</span>
            </button>
          </li>
        ))}
    </ul>
  )
}
