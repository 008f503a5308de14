import { AppError, conflict, invalidInput, unavailable } from '#lib/core/errors.ts'
import { HostingError } from './failure.ts'

/** What a platform's refusal or silence means for whoever asked; anything else passes as it is. */
export function toAppError(error: unknown): unknown {
  if (!(error instanceof HostingError)) return error
  const { failure, message, permission, identity, retryAfterSeconds, details: facts } = error
  const options = {
    reason: `platform_${failure}`,
    details: { permission, identity, facts },
    cause: error,
    ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
  }
  switch (failure) {
    case 'conflict':
    case 'rejected':
    case 'not_found':
      return conflict(message, options)
    case 'unsupported':
      return invalidInput(message, options)
    case 'throttled':
      return new AppError('rate_limited', message, options)
    default:
      return unavailable(message, options)
  }
}

/** Runs a question to a platform on somebody's behalf. */
export async function asking<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    throw toAppError(error)
  }
}
