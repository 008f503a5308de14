import type { BoardLine } from './arrange-board.ts'
import { BoardRow } from './board-row.tsx'
import type { BoardLayoutProps } from './board-table.tsx'
import { GroupHeading } from './group-heading.tsx'

interface BoardLineRowProps extends BoardLayoutProps {
  readonly line: BoardLine
  readonly index: number
  /** Told of the row's element, to know its height. */
  readonly measure?: (element: HTMLElement | null) => void
}

/** One line of the board as a table row. */
export function BoardLineRow({ line, index, measure, board, density, onOpen }: BoardLineRowProps) {
  // The head of the table is row 1.
  const place = { index, rowIndex: index + 2, measure }
  if (line.kind === 'group') {
    return <GroupHeading line={line} columns={board.risks.length + 1} {...place} />
  }
  return (
    <BoardRow
      system={line.system}
      risks={board.risks}
      nowMs={board.nowMs}
      density={density}
      showTeam={line.system.pinned || !board.isGrouped}
      onOpen={onOpen}
      {...place}
    />
  )
}
