import type { Board, BoardSystem } from '#lib/board/types.ts'
import type { Arrangement } from './arrange-board.ts'

/** Systems the server draws and sends with the page: about one screen. */
const firstCount = 16

/** Up to so many lines are simply drawn; more are drawn as they come into view. */
export const plainCount = 60

/** What the browser needs until it has read the whole board itself. */
export interface Opening extends Omit<Arrangement, 'lines'> {}

/** Of a large board only what the first screen shows; the browser fetches the rest. */
export function toFirstRows(board: Board, { lines, ...opening }: Arrangement) {
  const shown: BoardSystem[] = lines.flatMap((line) =>
    line.kind === 'system' ? [line.system] : [],
  )
  const isWhole = board.systems.length <= firstCount
  return { opening, first: isWhole ? board : { ...board, systems: shown.slice(0, firstCount) } }
}
