import { AppError, invalidInput } from '#lib/core/errors.ts'
import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'
import { type HintReading, readHint } from './hints.ts'

/** A delivery whose signature is valid. */
export interface Delivery {
  /** The sender's GUID; the same when it is delivered again. */
  readonly id: string
  readonly event: string
  readonly action: string | null
  readonly repository: string | null
  readonly reading: HintReading
}

export interface DeliveryHeaders {
  readonly id: string
  readonly event: string
  readonly signature: string | null
}

const guid = /^[A-Za-z0-9-]{8,64}$/
const eventName = /^[a-z_]{1,64}$/

/** The headers that make a request a delivery; throws what is missing. */
export function readHeaders(headers: Headers): DeliveryHeaders {
  const type = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/json') {
    throw new AppError(
      'invalid_input',
      'Set the content type of the webhook to application/json.',
      {
        reason: 'content_type',
      },
    )
  }
  const id = headers.get('x-github-delivery') ?? ''
  const event = headers.get('x-github-event') ?? ''
  if (!guid.test(id)) throw invalidInput('The header X-GitHub-Delivery is missing or malformed.')
  if (!eventName.test(event))
    throw invalidInput('The header X-GitHub-Event is missing or malformed.')
  return { id, event, signature: headers.get('x-hub-signature-256') }
}

/** What a signed body says, as far as it matters here. */
export function readDelivery({ id, event }: DeliveryHeaders, body: string): Delivery {
  const payload = parseObject(body)
  const action = readText(payload.action)
  const repository =
    typeof payload.repository === 'object' && payload.repository !== null
      ? readText((payload.repository as Record<string, unknown>).full_name)
      : null
  return { id, event, action, repository, reading: readHint(event, action, payload) }
}

function parseObject(body: string): Record<string, unknown> {
  let payload: unknown
  try {
    payload = longNumber.test(body) ? JSON.parse(body, keepLongNumber) : JSON.parse(body)
  } catch {
    throw invalidInput('The body is not valid JSON.', { reason: 'not_json' })
  }
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw invalidInput('The body is not a JSON object.', { reason: 'not_an_object' })
  }
  return { ...payload }
}

// Looking at every value makes parsing several times dearer, and hardly any body needs it.
const longNumber = /\d{16}/

// GitHub's ids may exceed what a number holds exactly; such a one is kept as it is written.
const keepLongNumber: (key: string, value: unknown) => unknown = (
  _key: string,
  value: unknown,
  // Not yet in the compiler's library: https://tc39.es/proposal-json-parse-with-source/
  context?: { readonly source?: string },
) => (typeof value === 'number' && !Number.isSafeInteger(value) ? context?.source : value)

function readText(value: unknown): string | null {
  return typeof value === 'string' ? redactSecrets(toInertText(value)).slice(0, 200) : null
}
