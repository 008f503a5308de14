import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'

const perMinute = 30
let minute = 0
let recorded = 0

/**
 * Notes in the delivery log why something was turned away, a limited number a minute: anybody can send refused
 * deliveries. Under an id of our own, so that a forged one cannot take the place of a real one.
 */
export async function recordRefusal(
  event: string | null,
  reason: string,
  now: Date,
): Promise<void> {
  const current = Math.floor(now.getTime() / 60_000)
  if (current !== minute) {
    minute = current
    recorded = 0
  }
  recorded += 1
  if (recorded > perMinute) return
  await getDb().webhookDelivery.create({
    data: {
      id: `refused-${newId()}`,
      source: 'github',
      event: event && /^[a-z_]{1,64}$/.test(event) ? event : 'unknown',
      outcome: 'refused',
      reason,
      processedAt: now,
    },
  })
}
