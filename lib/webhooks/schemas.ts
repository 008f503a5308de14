import { z } from 'zod'

const outcomes = ['accepted', 'ignored', 'failed', 'refused'] as const

export type DeliveryOutcome = (typeof outcomes)[number]

/** Why a delivery was not simply accepted; screens translate them. */
export const deliveryReasons = [
  'nothing_to_do',
  'unknown_event',
  'unknown_action',
  'not_understood',
  'hint_failed',
  'signature',
  'content_type',
  'not_json',
  'not_an_object',
  'too_large',
  'too_slow',
  'webhook_secret_missing',
] as const

export const ListWebhookDeliveriesQuery = z.strictObject({
  /** Several are separated by commas. */
  outcome: z
    .string()
    .transform((text) => text.split(',').filter((word) => word !== ''))
    .pipe(z.array(z.enum(outcomes)))
    .optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type ListWebhookDeliveriesQuery = z.output<typeof ListWebhookDeliveriesQuery>

/** A delivery in the administrators' log. */
const webhookDeliveryViewSchema = z.object({
  id: z.string(),
  event: z.string(),
  action: z.string().nullable(),
  repository: z.string().nullable(),
  receivedAt: z.iso.datetime(),
  processedAt: z.iso.datetime().nullable(),
  outcome: z.enum(outcomes),
  reason: z.string().nullable(),
})
export type WebhookDeliveryView = z.output<typeof webhookDeliveryViewSchema>

export const deliveryPageSchema = z.object({
  items: z.array(webhookDeliveryViewSchema).readonly(),
  nextCursor: z.string().nullable(),
})
export type DeliveryPage = z.output<typeof deliveryPageSchema>
