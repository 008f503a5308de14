import type { Health, HealthReason, ProbeKind, ReasonParams } from './words.ts'

/** Time spans a history can be read for. */
export const historyRanges = ['24h', '7d', '90d'] as const

export type HistoryRange = (typeof historyRanges)[number]

/** Why something is as it is; null while all is well. */
export interface HealthCause {
  readonly reason: HealthReason
  readonly params: ReasonParams
}

/** Measurements of one period, oldest first in a history. Null values: nothing was measured. */
export interface HistoryBucket {
  /** Share of good samples in permille; -1 without any. */
  readonly permille: number
  readonly meanMs: number | null
  readonly maxMs: number | null
}

export interface ProbeHealth {
  readonly slug: string
  readonly kind: ProbeKind
  readonly component: string
  readonly componentName: string
  /** Address it calls, or the rhythm it expects. */
  readonly target: string
  readonly health: Health
  /** The word before it grew too old to count. */
  readonly lastHealth: Health
  readonly since: string | null
  readonly observedAt: string | null
  readonly cause: HealthCause | null
  readonly durationMs: number | null
  readonly status: number | null
  readonly certificateExpiresAt: string | null
  readonly version: string | null
  readonly pausedBy: string | null
  /** Heartbeats: when the newest ping came, and the first bytes it brought. */
  readonly lastPingAt: string | null
  readonly lastPingBody: string | null
  readonly buckets: readonly HistoryBucket[]
}

export interface HealthTransition {
  readonly at: string
  readonly from: Health
  readonly to: Health
  readonly reason: HealthReason | null
}

/** A deployment that ended or began within the history. */
export interface DeploymentMark {
  readonly id: string
  readonly number: number
  readonly version: string
  readonly kind: string
  readonly state: string
  readonly at: string
}

export interface StageHealthView {
  readonly health: Health
  readonly since: string | null
  readonly observedAt: string | null
  readonly cause: HealthCause | null
  readonly range: HistoryRange
  readonly from: string
  readonly to: string
  readonly bucketSeconds: number
  /** Share of good samples from 0 to 1; null without any. */
  readonly uptime: number | null
  /** Times the stage went down. */
  readonly outages: number
  readonly buckets: readonly HistoryBucket[]
  readonly probes: readonly ProbeHealth[]
  readonly transitions: readonly HealthTransition[]
  readonly deployments: readonly DeploymentMark[]
}

export interface PingUrl {
  readonly probe: string
  readonly url: string
  readonly rotation: number
}
