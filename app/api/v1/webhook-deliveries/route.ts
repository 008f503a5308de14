import { defineRoute } from '#lib/next/define-route.ts'
import {
  deliveryPageSchema,
  ListWebhookDeliveriesQuery,
  listDeliveries,
} from '#lib/webhooks/index.ts'

export const GET = defineRoute({
  summary: 'Webhook deliveries, newest first: what came in and what became of it',
  query: ListWebhookDeliveriesQuery,
  response: deliveryPageSchema,
  handler: (ctx, { query }) => listDeliveries(ctx, query),
})
