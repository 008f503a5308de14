import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { listVisibleSystemIds } from '#lib/documents/index.ts'
import type { SpikeSummary } from './answers.ts'
import { getDecisionSubject } from './find-decision.ts'
import type { DecisionPath } from './schemas.ts'
import { summaryInclude, toSpikeSummary } from './to-summary.ts'

/** Spikes that feed a decision, in the order they were made. */
export async function listSpikes(
  ctx: Context,
  path: DecisionPath,
): Promise<{ readonly spikes: readonly SpikeSummary[] }> {
  const decision = await getDecisionSubject(ctx, path)
  const visible = await listVisibleSystemIds(ctx)
  const rows = await getDb().spike.findMany({
    where: {
      ...{ decisionId: decision.id, removedAt: null },
      document: {
        removedAt: null,
        ...(visible ? { OR: [{ systemId: null }, { systemId: { in: [...visible] } }] } : {}),
      },
    },
    include: summaryInclude,
    orderBy: { createdAt: 'asc' },
  })
  return { spikes: rows.map((row) => toSpikeSummary(ctx, row)) }
}
