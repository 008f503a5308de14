import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import type { DeliveryOutcome, DeliveryPage, ListWebhookDeliveriesQuery } from './schemas.ts'

/** The delivery log for administrators, newest first: what came in, what became of it, and why. */
export async function listDeliveries(
  ctx: Context,
  { outcome, cursor, limit }: ListWebhookDeliveriesQuery,
): Promise<DeliveryPage> {
  requirePermission(ctx, 'settings:read')
  const rows = await getDb().webhookDelivery.findMany({
    where: outcome ? { outcome: { in: outcome } } : {},
    orderBy: [{ receivedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  })
  const items = rows.slice(0, limit)
  return {
    items: items.map(
      ({ id, event, action, repository, receivedAt, processedAt, reason, ...row }) => ({
        ...{ id, event, action, repository, reason },
        receivedAt: receivedAt.toISOString(),
        processedAt: processedAt?.toISOString() ?? null,
        // Safe because only this domain writes outcomes.
        outcome: row.outcome as DeliveryOutcome,
      }),
    ),
    nextCursor: rows.length > limit ? (items.at(-1)?.id ?? null) : null,
  }
}
