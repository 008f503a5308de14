import { getPool } from '#lib/core/db.ts'
import { pause } from './pause.ts'

// Five per second and account and region, not to be raised: one of them is left to people at AWS' own console.
// https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html
const spacingMs = 250
const longestQueueMs = 10_000

const nowMs = '(extract(epoch from clock_timestamp()) * 1000)::bigint'

const reserve = `
  insert into rate_limit as slot (key, points, expire) values ($1, 0, ${nowMs} + $2)
  on conflict (key) do update set expire = greatest(slot.expire, ${nowMs}) + $2
    where slot.expire - ${nowMs} <= $3
  returning greatest(0, slot.expire - $2 - ${nowMs})::int as "waitMs"`

const postpone = `
  insert into rate_limit as slot (key, points, expire) values ($1, 0, ${nowMs} + $2)
  on conflict (key) do update set expire = greatest(slot.expire, ${nowMs} + $2)`

/** The turns of everybody who searches the logs of one account and region, in all processes of the portal. */
export interface RequestSlots {
  /** Waits for the next turn; false when the queue is so long that it should be tried again later. */
  take(signal: AbortSignal): Promise<boolean>
  /** Nobody's turn comes before this time has passed: AWS said that it was asked too often. */
  postpone(delayMs: number): Promise<void>
}

export function openRequestSlots(account: string, region: string): RequestSlots {
  const key = `filter-log-events:${account}:${region}`.slice(0, 255)
  return {
    async take(signal) {
      const { rows } = await getPool().query<{ waitMs: number }>(reserve, [
        key,
        spacingMs,
        longestQueueMs,
      ])
      const slot = rows[0]
      if (!slot) return false
      await pause(slot.waitMs, signal)
      return true
    },
    async postpone(delayMs) {
      await getPool().query(postpone, [key, delayMs])
    },
  }
}
