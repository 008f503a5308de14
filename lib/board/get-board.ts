import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { readBoardRows } from './read-board-rows.ts'
import { toBoard } from './to-board.ts'
import type { Board } from './types.ts'

/** What runs where: every system the actor may see, with the stored state of its stages. */
export async function getBoard(ctx: Context): Promise<Board> {
  return toBoard(ctx, await readBoardRows(ctx))
}
