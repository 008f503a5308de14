import { z } from 'zod'

/** For requests. Those named "accept" do what was asked before they go wrong. */
const requestEffects = [
  z.strictObject({ kind: z.literal('accept-then-reset') }),
  z.strictObject({ kind: z.literal('accept-then-502') }),
  z.strictObject({ kind: z.literal('accept-then-cut') }),
  z.strictObject({ kind: z.literal('reject-with-502') }),
  z.strictObject({ kind: z.literal('reset') }),
  z.strictObject({ kind: z.literal('slow'), delayMs: z.int().positive() }),
  z.strictObject({ kind: z.literal('stall'), accept: z.boolean().default(true) }),
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).default({}),
    body: z.unknown().optional(),
  }),
  z.strictObject({
    kind: z.literal('redirect'),
    location: z.string(),
    status: z.literal([301, 302, 307]).default(301),
  }),
  z.strictObject({ kind: z.literal('html200'), accept: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('empty-json200'), accept: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('malformed-json'), accept: z.boolean().default(true) }),
  z.strictObject({ kind: z.literal('bigint-id') }),
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond: z.int().positive() }),
] as const

const webhookEffects = [
  z.strictObject({ kind: z.literal('drop-webhooks') }),
  z.strictObject({
    kind: z.literal('duplicate-webhooks'),
    copies: z.int().min(2).max(20).default(3),
  }),
  z.strictObject({ kind: z.literal('delay-webhooks'), delayMs: z.int().positive() }),
  /** Holds this many deliveries back and sends them last one first. */
  z.strictObject({ kind: z.literal('reorder-webhooks'), hold: z.int().min(2).max(100) }),
] as const

const requestEffectSchema = z.discriminatedUnion('kind', requestEffects)
const webhookEffectSchema = z.discriminatedUnion('kind', webhookEffects)

export const faultSchema = z.strictObject({
  match: z
    .strictObject({
      method: z.string().optional(),
      /** Regular expression over the path below the root of the API. */
      path: z.string().refine(isRegExp, 'is no regular expression').optional(),
      /** Name of a webhook event, with or without its action: `workflow_run.completed`. */
      event: z.string().optional(),
    })
    .default({}),
  /** How often. Default once, or as often as `reorder-webhooks` holds; null until cleared. */
  times: z.int().positive().nullable().optional(),
  effect: z.discriminatedUnion('kind', [...requestEffects, ...webhookEffects]),
})

export type FaultInput = z.input<typeof faultSchema>
export type FaultRule = z.output<typeof faultSchema>
export type RequestEffect = z.output<typeof requestEffectSchema>
export type WebhookEffect = z.output<typeof webhookEffectSchema>

export function isWebhookEffect(effect: RequestEffect | WebhookEffect): effect is WebhookEffect {
  return effect.kind.endsWith('-webhooks')
}

function isRegExp(source: string) {
  try {
    return new RegExp(source) instanceof RegExp
  } catch {
    return false
  }
}
