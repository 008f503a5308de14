'use client'

import { clsx } from 'clsx'
import { useFormatter, useTranslations } from 'next-intl'
import { summarizeUptime, toUptimePaths, uptimeHeight, uptimeWidth } from './uptime-paths.ts'

interface UptimeBarsProps {
  /** Share of good samples per period in permille, oldest first; -1 where nothing was measured. */
  readonly permilles: readonly number[]
  /** What the periods cover, e.g. "24 Stunden". */
  readonly label: string
  /** Default: as wide as the bars need. `fill` stretches them over the space there is. */
  readonly width?: 'own' | 'fill'
  readonly className?: string
}

/** Uptime as bars: shorter where there was trouble, hatched where nothing was measured; one sentence says the same. */
export function UptimeBars({ permilles, label, width = 'own', className }: UptimeBarsProps) {
  const text = useUptimeText(permilles)
  const paths = toUptimePaths(permilles)
  const boxWidth = uptimeWidth(permilles.length)
  return (
    <svg
      role="img"
      aria-label={`${label}: ${text}`}
      viewBox={`0 0 ${boxWidth} ${uptimeHeight}`}
      preserveAspectRatio="none"
      className={clsx('h-4 shrink-0', width === 'fill' && 'w-full', className)}
      {...(width === 'own' ? { width: boxWidth } : {})}
    >
      {paths.up && <path d={paths.up} className="fill-ok opacity-75" />}
      {paths.partial && <path d={paths.partial} className="fill-warn" />}
      {paths.down && <path d={paths.down} className="fill-bad" />}
      {paths.none && <path d={paths.none} className="fill-none stroke-line-strong opacity-70" />}
      <title>{`${label}: ${text}`}</title>
    </svg>
  )
}

/** The bars in words: "99,87 % verfügbar, 2 Zeiträume mit Störung". */
export function useUptimeText(permilles: readonly number[]): string {
  const t = useTranslations('ui.uptime')
  const format = useFormatter()
  const { share, bad, missing } = summarizeUptime(permilles)
  if (share === null) return t('noData')
  const percent = format.number(share, { style: 'percent', maximumFractionDigits: 2 })
  return missing > 0 ? t('withGaps', { percent, bad, missing }) : t('summary', { percent, bad })
}
