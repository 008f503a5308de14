'use client'

import { useLocale, useTranslations } from 'next-intl'
import { formatSeconds } from '#components/ui/format-time.ts'
import { StatusWord } from '#components/ui/status-word.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import { ageBackup } from '#lib/backups/policy.ts'
import type { StageBackup } from '#lib/backups/types.ts'

const looks = {
  fresh: { tone: 'ok', shape: 'check' },
  late: { tone: 'warn', shape: 'clock' },
  failed: { tone: 'bad', shape: 'cross' },
  missing: { tone: 'bad', shape: 'triangle' },
  unknown: { tone: 'unknown', shape: 'question' },
  doubtful: { tone: 'warn', shape: 'triangle' },
  untested: { tone: 'warn', shape: 'clock' },
} as const

type Word = keyof typeof looks

interface BackupMarkProps {
  readonly backup: StageBackup | null
  /** Shows only what somebody has to see to. */
  readonly isQuiet?: boolean
}

/** How the worst backup policy of a stage stands: its state, and the age of its data against what may be lost. */
export function BackupMark({ backup, isQuiet = false }: BackupMarkProps) {
  const t = useTranslations('board.cell.backup')
  const locale = useLocale()
  const word = useClock((nowMs): Word | '' => (backup ? toWord(backup, nowMs) : ''))
  const age = useClock((nowMs) => (backup ? toAge(backup, nowMs, locale) : ''))
  if (!backup || !word || (isQuiet && word === 'fresh')) return null
  const { policy, policies } = backup
  return (
    <span
      title={t('title', { policy, policies })}
      suppressHydrationWarning
      className="inline-flex items-baseline gap-x-1.5"
    >
      <StatusWord {...looks[word]}>{t(word)}</StatusWord>
      <span className="tabular text-muted" suppressHydrationWarning>
        {age}
      </span>
    </span>
  )
}

function toWord(backup: StageBackup, nowMs: number): Word {
  const state = ageBackup(backup, nowMs)
  if (state !== 'fresh') return state
  if (backup.warning) return 'doubtful'
  return backup.restore === 'overdue' || backup.restore === 'failed' ? 'untested' : 'fresh'
}

/** "3 hr / 26 hr"; empty while there is no backup. */
function toAge({ newestAt, rpoSeconds }: StageBackup, nowMs: number, locale: string): string {
  if (newestAt === null) return ''
  const seconds = Math.max(0, (nowMs - Date.parse(newestAt)) / 1_000)
  return `${formatSeconds(seconds, { locale })} / ${formatSeconds(rpoSeconds, { locale })}`
}
