'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { Badge } from '#components/ui/badge.tsx'
import { formatDuration } from '#components/ui/format-time.ts'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import type { StatusShape, Tone } from '#components/ui/status-icon.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { HealthVerdict, RollbackTarget } from '#lib/deployments/types.ts'

const looks: Record<HealthVerdict, { readonly tone: Tone; readonly shape: StatusShape }> = {
  healthy: { tone: 'ok', shape: 'check' },
  unhealthy: { tone: 'bad', shape: 'cross' },
  unknown: { tone: 'unknown', shape: 'question' },
}

interface RollbackTargetListProps {
  readonly targets: readonly RollbackTarget[]
  readonly pickedId: string | null
  readonly onPick: (deploymentId: string) => void
}

/** The versions that really ran here, how long and how healthily; what runs now is shown for comparison. */
export function RollbackTargetList({ targets, pickedId, onPick }: RollbackTargetListProps) {
  const t = useTranslations('deployments.rollBack')
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{t('target')}</legend>
      <div className="max-h-64 overflow-y-auto rounded-md border border-line">
        {targets.map((target) => (
          <TargetRow
            key={target.deploymentId}
            target={target}
            checked={target.deploymentId === pickedId}
            onPick={onPick}
          />
        ))}
      </div>
    </fieldset>
  )
}

interface TargetRowProps {
  readonly target: RollbackTarget
  readonly checked: boolean
  readonly onPick: (deploymentId: string) => void
}

function TargetRow({ target, checked, onPick }: TargetRowProps) {
  const t = useTranslations('deployments')
  const format = useFormatter()
  const { health, ranUntil } = target
  return (
    <label className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 border-line px-3 py-2 text-sm not-last:border-b hover:bg-hover has-checked:bg-hover has-disabled:opacity-70">
      <input
        type="radio"
        name="rollback-target"
        className="accent-accent"
        disabled={target.isRunning}
        checked={checked}
        onChange={() => onPick(target.deploymentId)}
      />
      <span dir="auto" className="font-medium break-all">
        {target.version}
      </span>
      <span className="text-xs text-muted">#{target.number}</span>
      {target.isRunning && <Badge>{t('deploy.running')}</Badge>}
      <span className="grow" />
      <span className="text-xs text-muted">
        {t('rollBack.ran', { duration: formatDuration(target.ranForSeconds * 1_000) })}
        {ranUntil && (
          <>
            {', '}
            {t.rich('rollBack.until', { date: () => <RelativeTime at={ranUntil} plain /> })}
          </>
        )}
      </span>
      <StatusWord {...looks[health.verdict]}>{t(`rollBack.${health.verdict}`)}</StatusWord>
      <span className="tabular text-xs text-muted">
        {health.uptimePermille !== null &&
          `${t('rollBack.uptime', {
            percent: format.number(health.uptimePermille / 1_000, {
              style: 'percent',
              maximumFractionDigits: 1,
            }),
          })}, `}
        {t('rollBack.incidents', { count: health.incidents })}
      </span>
    </label>
  )
}
