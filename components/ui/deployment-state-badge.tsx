import { useTranslations } from 'next-intl'
import type { StatusShape, Tone } from './status-icon.tsx'
import { StatusWord } from './status-word.tsx'

export type DeploymentStateWord =
  | 'queued'
  | 'waiting'
  | 'dispatching'
  | 'running'
  | 'verifying'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'unknown'
  | 'not_started'

interface DeploymentStateBadgeProps {
  readonly state: DeploymentStateWord
}

export const deploymentLooks: Record<
  DeploymentStateWord,
  { readonly tone: Tone; readonly shape: StatusShape }
> = {
  queued: { tone: 'info', shape: 'clock' },
  waiting: { tone: 'info', shape: 'pause' },
  dispatching: { tone: 'info', shape: 'progress' },
  running: { tone: 'info', shape: 'progress' },
  verifying: { tone: 'info', shape: 'progress' },
  succeeded: { tone: 'ok', shape: 'check' },
  failed: { tone: 'bad', shape: 'cross' },
  cancelled: { tone: 'unknown', shape: 'slash' },
  unknown: { tone: 'warn', shape: 'question' },
  not_started: { tone: 'unknown', shape: 'dash' },
}

/** State of a deployment as word, shape and colour. */
export function DeploymentStateBadge({ state }: DeploymentStateBadgeProps) {
  const t = useTranslations('status.deployment')
  return (
    <span className="text-sm">
      <StatusWord {...deploymentLooks[state]}>{t(state)}</StatusWord>
    </span>
  )
}
