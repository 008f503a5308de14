import { type OutboundReason, outboundReasons } from '#lib/core/http/outbound-failure.ts'

/** Health of a probe, component or stage, worst first. */
export const healthWords = ['down', 'degraded', 'unknown', 'healthy', 'paused'] as const

export type Health = (typeof healthWords)[number]

export const probeKinds = ['http', 'tcp', 'heartbeat'] as const

export type ProbeKind = (typeof probeKinds)[number]

/** Why something is not healthy. Stable: stored, translated by screens, matched by tests. */
export const healthReasons = [
  ...outboundReasons,
  'status_unexpected',
  'too_slow',
  'body_not_json',
  'json_path_missing',
  'json_value_unexpected',
  'certificate_expiring',
  'heartbeat_never',
  'heartbeat_late',
  'heartbeat_missing',
  'heartbeat_failed',
  'heartbeat_unfinished',
  'not_measured_yet',
  'not_measured_lately',
  'prober_cut_off',
  'config_invalid',
  'no_probes',
] as const satisfies readonly (OutboundReason | string)[]

export type HealthReason = (typeof healthReasons)[number]

/** What a reason's sentence names, such as `expected` and `actual`. */
export type ReasonParams = Readonly<Record<string, string>>

/** Time spans a history can be read for. */
export const historyRanges = ['24h', '7d', '90d'] as const

export type HistoryRange = (typeof historyRanges)[number]

export function isHealth(word: string): word is Health {
  return healthWords.some((known) => known === word)
}

/** Null for a word that is not, or no longer, a reason. */
export function findHealthReason(word: string | null): HealthReason | null {
  return healthReasons.find((known) => known === word) ?? null
}
