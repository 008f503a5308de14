import type { Pool } from 'pg'
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible'
import { getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { AppError } from '#lib/core/errors.ts'

const windowSeconds = 60

let current: { readonly pool: Pool; readonly points: number; readonly limiter: RateLimiterPostgres }

/**
 * Counts an attempt to sign in and throws once there were too many within a minute. The count is shared by all web
 * processes and fails closed. Addresses count apart only when the operator's proxy vouches for a header with them:
 * what a client says of its own address is never believed, so otherwise all attempts share one budget.
 */
export async function countLoginAttempt(step: string, headers: Headers): Promise<void> {
  const { CLIENT_ADDRESS_HEADER: header } = getEnv()
  const address = (header && headers.get(header)?.trim()) || 'everyone'
  try {
    await getLimiter().consume(`${step}:${address.slice(0, 64)}`)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const retryAfterSeconds = Math.max(1, Math.ceil(error.msBeforeNext / 1_000))
    throw new AppError(
      'rate_limited',
      `Too many attempts to sign in. Try again in ${retryAfterSeconds} s.`,
      { reason: 'too_many_sign_ins', retryAfterSeconds },
    )
  }
}

function getLimiter(): RateLimiterPostgres {
  const pool = getPool()
  const points = getEnv().SIGN_INS_PER_MINUTE
  if (current?.pool !== pool || current.points !== points) {
    const limiter = new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'rate_limit',
      tableCreated: true,
      keyPrefix: 'sign-in',
      points,
      duration: windowSeconds,
    })
    current = { pool, points, limiter }
  }
  return current.limiter
}
