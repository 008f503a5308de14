import { useTranslations } from 'next-intl'
import { RelativeTime } from './relative-time.tsx'
import type { StatusShape, Tone } from './status-icon.tsx'
import { StatusWord } from './status-word.tsx'

export type HealthWord = 'healthy' | 'degraded' | 'down' | 'unknown' | 'paused'

interface HealthBadgeProps {
  readonly health: HealthWord
  /** When it became so, as an ISO time. */
  readonly since?: string | null
  /** When it was last measured, as an ISO time. */
  readonly observedAt?: string | null
}

export const healthLooks: Record<HealthWord, { readonly tone: Tone; readonly shape: StatusShape }> =
  {
    healthy: { tone: 'ok', shape: 'check' },
    degraded: { tone: 'warn', shape: 'triangle' },
    down: { tone: 'bad', shape: 'cross' },
    unknown: { tone: 'unknown', shape: 'question' },
    paused: { tone: 'unknown', shape: 'pause' },
  }

/** Health as word, shape and colour, with the age of the fact where it is given. */
export function HealthBadge({ health, since, observedAt }: HealthBadgeProps) {
  const words = useTranslations('status.health')
  const t = useTranslations('ui.health')
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
      <StatusWord {...healthLooks[health]}>{words(health)}</StatusWord>
      {since && (
        <span className="text-xs text-muted">
          <RelativeTime at={since} form="since" />
        </span>
      )}
      {observedAt && (
        <span className="text-xs text-muted">
          {t.rich('checked', { time: () => <RelativeTime at={observedAt} /> })}
        </span>
      )}
    </span>
  )
}
