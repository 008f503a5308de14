import { useTranslations } from 'next-intl'
import type { BoardStage } from '#lib/board/types.ts'

/** The version that runs; says so when none is known. */
export function RunningVersion({ stage }: { readonly stage: BoardStage }) {
  const t = useTranslations('board.cell')
  const { version, commitSha } = stage.running
  if (!version && !commitSha) {
    return (
      <span className="text-xs text-muted">
        {stage.lastDeployment || stage.health.observedAt ? t('noVersion') : t('notDeployed')}
      </span>
    )
  }
  return (
    <code dir="auto" title={commitSha ?? undefined} className="max-w-44 truncate text-xs">
      {version ?? commitSha?.slice(0, 7)}
    </code>
  )
}
