import { redactSecrets } from '#lib/core/redact.ts'
import { toInertText } from '#lib/core/text.ts'

/** What an error of the SDK says, whichever of its shapes it has. */
export interface AwsErrorFacts {
  /** AWS's name of it, e.g. `ThrottlingException`, or that of the SDK, e.g. `TimeoutError`. */
  readonly name: string
  /** AWS's words, safe to store and to show; null when they may quote what was signed. */
  readonly words: string | null
  /** Of the connection, e.g. `ENOTFOUND`. */
  readonly systemCode: string | null
  /** HTTP status; null when none came. */
  readonly status: number | null
  readonly retryAfterSeconds: number | null
}

const maximumWords = 500
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
const accessKeyId = /\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g

export function readAwsError(error: unknown): AwsErrorFacts {
  const fields = toFields(error)
  const name = toText(fields.name) ?? 'Error'
  return {
    name,
    // The canonical request that this error quotes contains the session token.
    words: name.startsWith('SignatureDoesNotMatch') ? null : toWords(fields.message),
    systemCode: toText(fields.code) ?? toText(toFields(fields.cause).code),
    status: toStatus(fields),
    retryAfterSeconds: toRetryAfter(fields),
  }
}

/** Words of AWS, made inert, without access keys, at most 500 characters. */
export function toWords(message: unknown): string | null {
  const text = toText(message)
  if (text === null) return null
  const safe = redactSecrets(toInertText(text)).replace(accessKeyId, '•••').trim()
  return safe === '' ? null : safe.slice(0, maximumWords)
}

function toStatus(fields: Fields): number | null {
  const status = toFields(fields.$metadata).httpStatusCode ?? toFields(fields.$response).statusCode
  return typeof status === 'number' ? status : null
}

function toRetryAfter(fields: Fields): number | null {
  const seconds = Number(toFields(toFields(fields.$response).headers)['retry-after'])
  return Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null
}

type Fields = Readonly<Record<string, unknown>>

function toFields(value: unknown): Fields {
  // An object's fields may be read by name; what they hold is checked where they are used.
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null
}
