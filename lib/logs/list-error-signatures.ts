import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { toSignature } from './line/to-signature.ts'
import { findNewestMark } from './read/list-marks.ts'
import { readAll } from './read/read-all.ts'
import { LogFilter, type StagePath } from './schemas.ts'
import type { ErrorSignature, ErrorSignatures, LogEntry } from './types.ts'

const dayMs = 86_400_000
const mostLines = 1_000
const shownSignatures = 20
/** The card stands on a page people open often: what is not read by then is reported as late. */
const timeoutMs = 4_000
const errors = LogFilter.parse({ level: 'fatal,error' })

/** The newest errors of a day, those of one kind together, and whether they began with the newest deployment. */
export async function listErrorSignatures(
  ctx: Context,
  path: StagePath,
  signal: AbortSignal,
): Promise<ErrorSignatures> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const deployment = await findNewestMark(subject.stageId)
  const to = ctx.now()
  const window = { from: new Date(to.getTime() - dayMs), to }
  const { lines, sources } = await readAll(ctx, subject, {
    ...{ filter: errors, window, limit: mostLines, signal, timeoutMs },
  })
  return {
    from: window.from.toISOString(),
    to: to.toISOString(),
    deployment,
    signatures: toSignatures(lines, deployment?.at ?? null),
    sources,
  }
}

/** Lines newest first. */
export function toSignatures(
  lines: readonly LogEntry[],
  deployedAt: string | null,
): readonly ErrorSignature[] {
  const groups = Map.groupBy(
    lines,
    (line) => `${line.component ?? ''}\n${toSignature(line.summary?.message || line.text)}`,
  )
  return [...groups]
    .map(([key, group]) => toErrorSignature(key, group, deployedAt))
    .toSorted((a, b) => Number(isNew(b)) - Number(isNew(a)) || (a.lastAt < b.lastAt ? 1 : -1))
    .slice(0, shownSignatures)
}

const isNew = ({ before, after }: ErrorSignature) => before === 0 && after > 0

function toErrorSignature(
  key: string,
  lines: readonly LogEntry[],
  deployedAt: string | null,
): ErrorSignature {
  // Safe because a group has at least the line that made it.
  const sample = lines[0] as LogEntry
  const after = deployedAt === null ? 0 : lines.filter(({ at }) => at >= deployedAt).length
  return {
    signature: key.slice(key.indexOf('\n') + 1),
    sample,
    component: sample.component,
    before: lines.length - after,
    after,
    firstAt: lines.at(-1)?.at ?? sample.at,
    lastAt: sample.at,
  }
}
