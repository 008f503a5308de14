import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { parseCursor } from './read/cursor.ts'
import { readAll } from './read/read-all.ts'
import { toWindow } from './read/window.ts'
import type { ReadLogsQuery, StagePath } from './schemas.ts'
import type { LogPage } from './types.ts'

/** Lines of a stage from all its sources, newest first. */
export async function readLogs(
  ctx: Context,
  path: StagePath,
  { from, to, limit, cursor, ...filter }: ReadLogsQuery,
  signal: AbortSignal,
): Promise<LogPage> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const window = toWindow({ from, to }, ctx.now())
  const { lines, sources, nextCursor } = await readAll(ctx, subject, {
    ...{ filter, window, limit, signal },
    cursor: cursor ? parseCursor(cursor) : null,
  })
  return {
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    ...{ lines, sources, nextCursor },
  }
}
