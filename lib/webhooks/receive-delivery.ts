import 'server-only'
import { getEnv } from '#lib/core/env.ts'
import { AppError, unauthenticated, unavailable } from '#lib/core/errors.ts'
import { readDelivery, readHeaders } from './read-delivery.ts'
import { recordRefusal } from './record-refusal.ts'
import { type Reception, storeDelivery } from './store-deliveries.ts'
import { hasValidSignature, parseSecrets } from './verify-signature.ts'

/** GitHub never sends more (https://docs.github.com/webhooks/webhook-events-and-payloads#payload-cap). */
export const bodyLimitBytes = 25 * 1_024 * 1_024

/**
 * Takes one delivery of a webhook: checks its signature over the raw bytes, stores it once, and leaves what it hints at
 * to the worker.
 * @param readBody reads the raw body, bounded in size and time
 */
export async function receiveDelivery(
  headers: Headers,
  readBody: () => Promise<Uint8Array>,
): Promise<Reception> {
  try {
    const secrets = parseSecrets(getEnv().GITHUB_WEBHOOK_SECRET)
    if (secrets.length === 0) {
      throw unavailable('GITHUB_WEBHOOK_SECRET is not set, so no delivery can be trusted.', {
        reason: 'webhook_secret_missing',
      })
    }
    const delivery = readHeaders(headers)
    const body = new TextDecoder().decode(await readBody())
    if (!(await hasValidSignature(body, delivery.signature, secrets))) {
      throw unauthenticated(
        'The signature X-Hub-Signature-256 is missing or does not fit the body.',
        {
          reason: 'signature',
        },
      )
    }
    return await storeDelivery(readDelivery(delivery, body))
  } catch (error) {
    if (error instanceof AppError) {
      await recordRefusal(headers.get('x-github-event'), error.reason, new Date())
    }
    throw error
  }
}
