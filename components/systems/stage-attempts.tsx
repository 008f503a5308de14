import Link from 'next/link'
import { useTranslations } from 'next-intl'
import {
  DeploymentStateBadge,
  type DeploymentStateWord,
  deploymentLooks,
} from '#components/ui/deployment-state-badge.tsx'
import { RelativeTime } from '#components/ui/relative-time.tsx'
import { StatusWord } from '#components/ui/status-word.tsx'
import type { StageWithState } from '#lib/board/types.ts'

/** What is under way, how the newest attempt ended where that differs from what runs, and a hold. */
export function StageAttempts({ stage }: { readonly stage: StageWithState }) {
  const t = useTranslations('systems')
  const { activeDeployment, lastDeployment, hold } = stage
  const hasFailed =
    activeDeployment === null && lastDeployment !== null && lastDeployment.state !== 'succeeded'
  return (
    <>
      {activeDeployment && <Attempt title={t('active')} deployment={activeDeployment} />}
      {hasFailed && <Attempt title={t('lastAttempt')} deployment={lastDeployment} />}
      {hold && (
        <div className="text-sm">
          <StatusWord tone="warn" shape="pause">
            {t('held', { name: hold.createdBy })}
          </StatusWord>
          <p dir="auto" className="line-clamp-2 text-xs text-muted">
            {hold.reason}
          </p>
        </div>
      )}
    </>
  )
}

interface AttemptProps {
  readonly title: string
  readonly deployment: NonNullable<StageWithState['lastDeployment']>
}

function Attempt({ title, deployment }: AttemptProps) {
  return (
    <div className="text-sm">
      <p className="text-xs text-muted">{title}</p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link href={`/deployments/${deployment.id}`} className="font-mono hover:underline">
          {deployment.version}
        </Link>
        <DeploymentStateBadge state={toState(deployment.state)} />
        <RelativeTime
          at={deployment.finishedAt ?? deployment.createdAt}
          className="text-xs text-muted"
        />
      </p>
    </div>
  )
}

function toState(state: string): DeploymentStateWord {
  const known = Object.keys(deploymentLooks) as DeploymentStateWord[]
  return known.find((word) => word === state) ?? 'unknown'
}
