import type { DeliveryOutcome } from './schemas.ts'

/** A delivery in the administrators' log. */
export interface WebhookDeliveryView {
  readonly id: string
  readonly event: string
  readonly action: string | null
  readonly repository: string | null
  readonly receivedAt: string
  readonly processedAt: string | null
  readonly outcome: DeliveryOutcome
  readonly reason: string | null
}
