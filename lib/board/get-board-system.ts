import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { type BoardRow, boardSql, toBoardParameters } from './read-board-rows.ts'
import { toBoard } from './to-board.ts'
import type { BoardSystem } from './types.ts'

const sql = `SELECT * FROM (${boardSql}) board WHERE "systemSlug" = $5 ORDER BY position`

/** One system's row of the board. */
export async function getBoardSystem(
  ctx: Context,
  { system }: { readonly system: string },
): Promise<BoardSystem> {
  const { rows } = await getPool().query<BoardRow>(sql, [...toBoardParameters(ctx), system])
  const [found] = toBoard(ctx, rows).systems
  if (!found) throw notFound(`The system "${system}"`)
  return found
}
