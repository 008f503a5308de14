import { z } from 'zod'
import type { CredentialPlatform } from '#lib/credentials/schemas.ts'
import type { StageSource } from '../stage-sources.ts'

/** Calls that may be sent to one API of one account. */
export interface Quota {
  readonly perMinute: number
  /** Calls that may be sent at once after a rest. */
  readonly burst: number
  /** What is counted together. AWS counts per API, so each kind of source has its own. */
  readonly per: 'account' | 'kind' | 'host'
}

/**
 * Below what the platforms document, because people and pipelines use the same accounts. `burst + perMinute` is what
 * any one minute can see at most.
 * - DigitalOcean: 250 a minute and 5 000 an hour. https://docs.digitalocean.com/reference/api/reference/
 * - UptimeRobot: 10 a minute on the free plan. https://uptimerobot.com/api/v3
 * - Supabase: 60 a minute on an older page of its documentation.
 * - AWS documents few numbers and throttles per API, account and region. Vercel and Sentry answer with theirs.
 */
export const quotas: Record<CredentialPlatform, Quota> = {
  aws: { perMinute: 120, burst: 30, per: 'kind' },
  digitalocean: { perMinute: 75, burst: 75, per: 'account' },
  vercel: { perMinute: 60, burst: 30, per: 'account' },
  supabase: { perMinute: 30, burst: 10, per: 'account' },
  uptimerobot: { perMinute: 6, burst: 3, per: 'account' },
  sentry: { perMinute: 30, burst: 10, per: 'account' },
  'single-host': { perMinute: 30, burst: 10, per: 'host' },
}

const hostOf = z.looseObject({ host: z.string() })

/** Sources with the same key share their calls. */
export function toBudgetKey(
  source: Pick<StageSource, 'platform' | 'account' | 'kind' | 'target'>,
): string {
  const { platform, account, kind, target } = source
  if (platform === null) return `none:${kind}`
  const { per } = quotas[platform]
  if (per === 'kind') return `${platform}:${account}:${kind}`
  if (per === 'host') return `${platform}:${hostOf.safeParse(target).data?.host ?? account}`
  return `${platform}:${account}`
}

/** Null where nothing is sent, so nothing is counted. */
export function findQuota(budgetKey: string): Quota | null {
  const [platform] = budgetKey.split(':', 1)
  return Object.entries(quotas).find(([name]) => name === platform)?.[1] ?? null
}

export interface Spending {
  /** Tokens left after what was granted. */
  readonly tokens: number
  /** For each request in order: null when granted, else milliseconds until it can be expected to be. */
  readonly waits: readonly (number | null)[]
}

/**
 * Grants requests in order as far as the tokens go. A request larger than the burst is granted when the bucket is full,
 * and the next ones wait for it.
 */
export function spend(
  quota: Quota,
  { tokens, idleMs }: { readonly tokens: number; readonly idleMs: number },
  costs: readonly number[],
): Spending {
  const perMs = quota.perMinute / 60_000
  let left = Math.min(quota.burst, tokens + Math.max(0, idleMs) * perMs)
  let queued = 0
  const waits = costs.map((cost) => {
    if (queued === 0 && left >= Math.min(cost, quota.burst)) {
      left -= cost
      return null
    }
    queued += cost
    return Math.ceil((queued - left) / perMs)
  })
  return { tokens: left, waits }
}

/** Share of a budget that regular readings may use; the rest is for people who ask now and for retries. */
const plannedShare = 0.8

/**
 * By how much the intervals of a budget's readings have to grow so that together they stay within it; 1 when they fit.
 */
export function stretchOf(
  quota: Quota,
  readings: readonly { readonly calls: number; readonly intervalSeconds: number }[],
): number {
  const perMinute = readings.reduce(
    (sum, { calls, intervalSeconds }) => sum + (calls * 60) / intervalSeconds,
    0,
  )
  return Math.max(1, perMinute / (quota.perMinute * plannedShare))
}
