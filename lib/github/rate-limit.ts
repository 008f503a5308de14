export type Headers = Readonly<Record<string, string | number | undefined>>

const minuteMs = 60_000
const longestPauseMs = 15 * minuteMs

/** Remembers per credential until when GitHub wants to be left alone. Asking a limited server again can end in a ban. */
export class RateLimits {
  readonly #pausedUntil = new Map<string, Date>()
  readonly #refusals = new Map<string, number>()

  /** Null when calls may be made. */
  pausedUntil(credential: string, now: Date): Date | null {
    const until = this.#pausedUntil.get(credential)
    return until && until > now ? until : null
  }

  /** Notes what an accepted call says about the remaining allowance. */
  recordAccepted(credential: string, headers: Headers, now: Date): void {
    this.#refusals.delete(credential)
    const reset = readReset(headers)
    if (headers['x-ratelimit-remaining'] === '0' && reset && reset > now) {
      this.#pausedUntil.set(credential, reset)
    }
  }

  /** Notes a refusal and returns when to try again. */
  recordRefused(credential: string, headers: Headers, now: Date): Date {
    const refusals = (this.#refusals.get(credential) ?? 0) + 1
    this.#refusals.set(credential, refusals)
    const until = readRetryAt(headers, now, refusals)
    this.#pausedUntil.set(credential, until)
    return until
  }
}

// In the order GitHub asks for: https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
function readRetryAt(headers: Headers, now: Date, refusals: number): Date {
  const retryAfterSeconds = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && retryAfterSeconds >= 0) {
    return new Date(now.getTime() + Math.max(1, retryAfterSeconds) * 1_000)
  }
  const reset = readReset(headers)
  if (headers['x-ratelimit-remaining'] === '0' && reset && reset > now) return reset
  return new Date(now.getTime() + Math.min(longestPauseMs, minuteMs * 2 ** (refusals - 1)))
}

function readReset(headers: Headers): Date | null {
  const seconds = Number(headers['x-ratelimit-reset'])
  return headers['x-ratelimit-reset'] !== undefined && seconds > 0
    ? new Date(seconds * 1_000)
    : null
}

/** Whether a 403 or 429 is about how often was asked, not about what. */
export function isRateLimited(status: number, headers: Headers, message: string): boolean {
  if (status === 429) return true
  if (status !== 403) return false
  return (
    headers['retry-after'] !== undefined ||
    headers['x-ratelimit-remaining'] === '0' ||
    /rate limit|abuse detection/i.test(message)
  )
}
