import 'server-only'
import {
  enqueueCatalogRefresh,
  enqueueFullCatalogRefresh,
  enqueueRepositoryRefresh,
} from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hintRun } from '#lib/deployments/index.ts'
import { enqueueDocumentsOfRepository } from '#lib/documents/index.ts'
import type { Hint } from './hints.ts'

const batchSize = 200

/** Has everything fetched that the stored deliveries hint at. A hint that fails is marked and may be delivered again. */
export async function processDeliveries(ctx: Context, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const deliveries = await getDb().webhookDelivery.findMany({
      where: { outcome: 'accepted', processedAt: null },
      orderBy: { receivedAt: 'asc' },
      take: batchSize,
      select: { id: true, hint: true },
    })
    if (deliveries.length === 0) return
    for (const group of groupByHint(deliveries)) await follow(ctx, group)
  }
}

interface Group {
  readonly hint: Hint
  readonly ids: string[]
}

/** A burst repeats itself: what several deliveries hint at is looked at once. */
function groupByHint(
  deliveries: readonly { readonly id: string; readonly hint: unknown }[],
): readonly Group[] {
  const groups = new Map<string, Group>()
  for (const { id, hint } of deliveries) {
    const key = JSON.stringify(hint)
    const group = groups.get(key)
    // Safe because only `store-deliveries` writes hints, from the type it is read as here.
    if (group) group.ids.push(id)
    else groups.set(key, { hint: hint as Hint, ids: [id] })
  }
  return [...groups.values()]
}

async function follow(ctx: Context, { hint, ids }: Group): Promise<void> {
  let outcome = 'accepted'
  try {
    await act(hint)
  } catch (error) {
    outcome = 'failed'
    ctx.logger.warn({ hint, error: String(error) }, 'webhook hint could not be followed')
  }
  await getDb().webhookDelivery.updateMany({
    where: { id: { in: ids } },
    data: { processedAt: ctx.now(), outcome, reason: outcome === 'failed' ? 'hint_failed' : null },
  })
}

async function followPush(repository: string): Promise<void> {
  await enqueueCatalogRefresh(repository)
  await enqueueDocumentsOfRepository(repository)
}

function act(hint: Hint): Promise<void> {
  switch (hint.kind) {
    case 'run':
      return hintRun(hint)
    case 'push':
      return followPush(hint.repository)
    case 'repository':
      return enqueueRepositoryRefresh(hint)
    case 'access':
      return enqueueFullCatalogRefresh()
    default:
      return hint satisfies never
  }
}
