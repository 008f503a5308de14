'use client'

import { clsx } from 'clsx'
import { useTranslations } from 'next-intl'
import { memo } from 'react'
import type { BoardSystem, StageRisk } from '#lib/board/types.ts'
import { StageCell } from './stage-cell.tsx'
import { SystemName } from './system-name.tsx'
import type { BoardView } from './view.ts'

interface BoardRowProps {
  readonly system: BoardSystem
  readonly risks: readonly StageRisk[]
  readonly nowMs: number
  readonly density: BoardView['density']
  readonly showTeam: boolean
  readonly index: number
  readonly rowIndex: number
  readonly measure?: (element: HTMLElement | null) => void
  readonly onOpen: (stageKey: string) => void
}

/** One system: its name and a cell for each kind of stage, with all stages of that kind. */
export const BoardRow = memo(function BoardRow(props: BoardRowProps) {
  const { system, risks, nowMs, density, showTeam, index, rowIndex, measure, onOpen } = props
  const t = useTranslations('board')
  const isCompact = density === 'compact'
  return (
    <tr ref={measure} data-index={index} aria-rowindex={rowIndex} className="group">
      <th
        scope="row"
        className={clsx(
          'sticky left-0 z-5 border-b border-line bg-surface px-3 text-left align-top font-normal group-hover:bg-hover',
          isCompact ? 'py-1' : 'py-2.5',
        )}
      >
        <SystemName system={system} showTeam={showTeam && !isCompact} />
      </th>
      {system.stages.length === 0 && (
        <td colSpan={risks.length} className="border-b border-line px-3 py-2.5 align-top text-sm">
          <span className="text-muted" title={t('noStagesHint')}>
            {t('noStages')}
          </span>
        </td>
      )}
      {system.stages.length > 0 &&
        risks.map((risk) => (
          <td key={risk} className="border-b border-line p-0 align-top group-hover:bg-hover">
            {system.stages
              .filter((stage) => stage.risk === risk)
              .map((stage) => (
                <StageCell
                  key={stage.slug}
                  system={system}
                  stage={stage}
                  nowMs={nowMs}
                  isCompact={isCompact}
                  onOpen={onOpen}
                />
              ))}
          </td>
        ))}
    </tr>
  )
})
