/** Why a platform could not be asked, or did not do what it was asked. Stable: stored, and translated by screens. */
export const hostingFailures = [
  'not_configured',
  'unreachable',
  'timed_out',
  'denied',
  'not_found',
  'throttled',
  'invalid_answer',
  'empty_answer',
  'host_key_unknown',
  'host_key_changed',
  'unsupported',
  'rejected',
  'conflict',
  'outcome_unknown',
] as const

export type HostingFailure = (typeof hostingFailures)[number]

export interface HostingErrorOptions {
  /** What the platform calls the right that is missing, e.g. `rds:DescribeDBSnapshots`. */
  readonly permission?: string
  /** Who was refused, e.g. a role's ARN; never key material. */
  readonly identity?: string
  readonly retryAfterSeconds?: number
  /** JSON-safe facts for the reader, made inert. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly cause?: unknown
}

/**
 * The one error a platform's adapter throws. `message` is public: which platform, which call, what to do next.
 * `outcome_unknown` is for calls that may have changed something: find out, never send again.
 */
export class HostingError extends Error {
  override readonly name = 'HostingError'
  readonly failure: HostingFailure
  readonly permission: string | null
  readonly identity: string | null
  readonly retryAfterSeconds: number | null
  readonly details: Readonly<Record<string, unknown>>

  constructor(failure: HostingFailure, message: string, options: HostingErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.failure = failure
    this.permission = options.permission ?? null
    this.identity = options.identity ?? null
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
    this.details = options.details ?? {}
  }
}
