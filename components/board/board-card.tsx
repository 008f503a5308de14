'use client'

import { useTranslations } from 'next-intl'
import type { BoardLine } from './arrange-board.ts'
import { GroupLabel } from './group-heading.tsx'
import { StageCell } from './stage-cell.tsx'
import { SystemName } from './system-name.tsx'

interface BoardCardProps {
  readonly line: BoardLine
  readonly nowMs: number
  readonly onOpen: (stageKey: string) => void
}

/** One line of the board on a phone: a system with all its stages, or a heading. */
export function BoardCard({ line, nowMs, onOpen }: BoardCardProps) {
  const t = useTranslations('board')
  if (line.kind === 'group') {
    return (
      <h2 className="px-1 pt-1 text-xs font-medium">
        <GroupLabel line={line} />
      </h2>
    )
  }
  const { system } = line
  return (
    <article className="group rounded-lg border border-line bg-surface">
      <div className="px-3 pt-2.5 pb-1">
        <SystemName system={system} showTeam />
      </div>
      {system.stages.length === 0 && (
        <p className="px-3 pb-3 text-sm text-muted">{t('noStages')}</p>
      )}
      {system.stages.toReversed().map((stage) => (
        <div key={stage.slug} className="border-t border-line">
          <StageCell
            system={system}
            stage={stage}
            nowMs={nowMs}
            isCompact={false}
            alwaysNamed
            onOpen={onOpen}
          />
        </div>
      ))}
    </article>
  )
}
