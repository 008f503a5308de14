'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { healthLooks } from '#components/ui/health-badge.tsx'
import { StatusIcon, type StatusShape, type Tone } from '#components/ui/status-icon.tsx'
import { healthWords, type Mark, marks } from '#lib/board/policy.ts'
import type { BoardCounts } from '#lib/board/types.ts'
import type { ChangeView } from './use-view.ts'
import type { BoardView } from './view.ts'

interface SummaryStripProps {
  readonly counts: BoardCounts
  readonly view: BoardView
  readonly onChange: ChangeView
}

const markLooks: Record<Mark, { readonly tone: Tone; readonly shape: StatusShape }> = {
  deploying: { tone: 'info', shape: 'progress' },
  attempt_failed: { tone: 'bad', shape: 'cross' },
  held: { tone: 'warn', shape: 'pause' },
  disagreeing: { tone: 'warn', shape: 'triangle' },
  backup_overdue: { tone: 'warn', shape: 'clock' },
}

/** How many stages are in which state; each count filters the board. */
export function SummaryStrip({ counts, view, onChange }: SummaryStripProps) {
  const t = useTranslations('board')
  const words = useTranslations('status.health')
  return (
    <ul
      aria-label={t('summary')}
      className="flex shrink-0 gap-1.5 max-md:-mx-3 max-md:overflow-x-auto max-md:px-3 max-md:py-0.5 md:flex-wrap"
    >
      {healthWords
        .filter((word) => counts[word] > 0 || view.health.includes(word))
        .map((word) => (
          <Count
            key={word}
            {...healthLooks[word]}
            label={words(word)}
            count={counts[word]}
            isOn={view.health.includes(word)}
            onToggle={() => onChange({ health: toggle(view.health, word) })}
          />
        ))}
      {marks
        .filter((mark) => counts[mark] > 0 || view.mark.includes(mark))
        .map((mark) => (
          <Count
            key={mark}
            {...markLooks[mark]}
            label={t(`mark.${mark}`)}
            count={counts[mark]}
            isOn={view.mark.includes(mark)}
            onToggle={() => onChange({ mark: toggle(view.mark, mark) })}
          />
        ))}
    </ul>
  )
}

function toggle<T>(list: readonly T[], word: T): readonly T[] {
  return list.includes(word) ? list.filter((item) => item !== word) : [...list, word]
}

interface CountProps {
  readonly tone: Tone
  readonly shape: StatusShape
  readonly label: string
  readonly count: number
  readonly isOn: boolean
  readonly onToggle: () => void
}

function Count({ tone, shape, label, count, isOn, onToggle }: CountProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isOn}
        onClick={onToggle}
        className={clsx(
          'inline-flex h-8 items-center whitespace-nowrap gap-1.5 rounded-md border bg-surface px-2.5 text-sm transition-colors hover:bg-hover pointer-coarse:h-11',
          isOn ? 'border-accent shadow-[inset_0_0_0_1px_var(--accent)]' : 'border-line',
        )}
      >
        <StatusIcon shape={shape} tone={tone} />
        <span className="tabular font-semibold">{count}</span>
        <span className="text-muted">{label}</span>
      </button>
    </li>
  )
}
