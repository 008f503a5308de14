'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { formatTimeOfDay } from '#components/ui/format-time.ts'
import { Tooltip } from '#components/ui/tooltip.tsx'
import { useClock } from '#components/ui/use-clock.ts'
import { useTimeStyle } from '#components/ui/use-time-style.ts'
import { useLiveSnapshot } from './use-live-state.ts'

/** Without a word for so long the page must be taken for old. */
const staleAfterMs = 45_000

const dots = {
  live: 'bg-ok',
  connecting: 'bg-unknown motion-safe:animate-pulse',
  polling: 'bg-warn',
  stale: 'bg-bad rounded-none',
} as const

/** Says whether what is on the screen follows the portal, and if not, how old it is. */
export function LiveChip() {
  const t = useTranslations('live')
  const style = useTimeStyle()
  const { state, heardAtMs } = useLiveSnapshot()
  const isSilent = useClock((nowMs) => heardAtMs !== null && nowMs - heardAtMs > staleAfterMs)
  const shown = toShown(state === 'live', heardAtMs !== null, isSilent)
  const time = heardAtMs === null ? '' : formatTimeOfDay(heardAtMs, style)
  return (
    <Tooltip text={t(`${shown}Hint`)}>
      <span role="status" className="tabular inline-flex items-center gap-1.5 text-xs text-muted">
        <span aria-hidden="true" className={clsx('size-2 rounded-full', dots[shown])} />
        <span className={clsx(shown === 'live' && 'max-sm:sr-only')}>
          {shown === 'polling' || shown === 'stale' ? t(shown, { time }) : t(shown)}
        </span>
      </span>
    </Tooltip>
  )
}

function toShown(isLive: boolean, hasHeard: boolean, isSilent: boolean): keyof typeof dots {
  if (isSilent) return 'stale'
  if (isLive) return 'live'
  return hasHeard ? 'polling' : 'connecting'
}
