export const errorCodes = [
  'invalid_input',
  'unauthenticated',
  'forbidden',
  'not_found',
  'conflict',
  'rate_limited',
  'unavailable',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** One wrong field of an input: `path` as in `inputs.stage`, `message` says what to write instead. */
export interface FieldError {
  readonly path: string
  readonly message: string
}

export interface AppErrorOptions {
  /** Stable word that screens translate, e.g. `deployment_active`. Defaults to the code. */
  readonly reason?: string
  /** JSON-safe facts for the reader: no secrets, no vendor text that was not made inert. */
  readonly details?: Readonly<Record<string, unknown>>
  readonly fields?: readonly FieldError[]
  /** Seconds after which trying again makes sense. */
  readonly retryAfterSeconds?: number
  /** Kept for the log, never shown. */
  readonly cause?: unknown
}

/** The one error that verbs throw on purpose. `message` is public: what failed, on which thing, what to do next. */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly reason: string
  readonly details: Readonly<Record<string, unknown>>
  readonly fields: readonly FieldError[]
  readonly retryAfterSeconds: number | null

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.reason = options.reason ?? code
    this.details = options.details ?? {}
    this.fields = options.fields ?? []
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
  }
}

export const invalidInput = (message: string, options?: AppErrorOptions) =>
  new AppError('invalid_input', message, options)

export const unauthenticated = (message: string, options?: AppErrorOptions) =>
  new AppError('unauthenticated', message, options)

export const forbidden = (message: string, options?: AppErrorOptions) =>
  new AppError('forbidden', message, options)

/** Also the answer for things the actor may not know of. */
export const notFound = (what: string, options?: AppErrorOptions) =>
  new AppError('not_found', `${what} does not exist, or you may not see it.`, options)

export const conflict = (message: string, options?: AppErrorOptions) =>
  new AppError('conflict', message, options)

export const unavailable = (message: string, options?: AppErrorOptions) =>
  new AppError('unavailable', message, options)

/** Settings that keep a process from starting: one sentence that says what to set. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}
