import { ageHealth, toTtlSeconds } from './evaluate-probe.ts'
import { type ProbeConfig, parseProbeConfig } from './probe-config.ts'
import type { History } from './samples/read-history.ts'
import { toBuckets } from './samples/to-buckets.ts'
import type { ProbeHealth } from './types.ts'
import { findHealthReason, isHealth, probeKinds, type ReasonParams } from './words.ts'

export interface ProbeViewRow {
  readonly id: number
  readonly slug: string
  readonly kind: string
  readonly config: unknown
  readonly component: string
  readonly componentName: string
  readonly intervalSeconds: number
  readonly health: string
  readonly since: Date | null
  readonly observedAt: Date | null
  readonly reason: string | null
  readonly params: ReasonParams
  readonly durationMs: number | null
  readonly status: number | null
  readonly certificateExpiresAt: Date | null
  readonly version: string | null
  readonly pausedBy: string | null
  readonly lastPingAt: Date | null
  readonly lastPingBody: string | null
}

/** A probe as a reader sees it at the end of a history. */
export function toProbeHealth(row: ProbeViewRow, history: History): ProbeHealth {
  const stored = isHealth(row.health) ? row.health : 'unknown'
  const { observedAt } = row
  const ttlSeconds = toTtlSeconds(row.intervalSeconds)
  const health = ageHealth({ health: stored, observedAt, ttlSeconds }, history.to)
  const isStale = health === 'unknown' && stored !== 'unknown'
  const reason = isStale ? 'not_measured_lately' : findHealthReason(row.reason)
  return {
    slug: row.slug,
    kind: probeKinds.find((kind) => kind === row.kind) ?? 'http',
    component: row.component,
    componentName: row.componentName,
    target: toTargetText(parseProbeConfig(row.kind, row.config)),
    health,
    lastHealth: stored,
    since: row.since?.toISOString() ?? null,
    observedAt: observedAt?.toISOString() ?? null,
    cause: reason ? { reason, params: isStale ? {} : row.params } : null,
    durationMs: row.durationMs,
    status: row.status,
    certificateExpiresAt: row.certificateExpiresAt?.toISOString() ?? null,
    version: row.version,
    pausedBy: row.pausedBy,
    lastPingAt: row.lastPingAt?.toISOString() ?? null,
    lastPingBody: row.lastPingBody,
    buckets: toBuckets(
      history,
      history.rows.filter(({ probeId }) => probeId === row.id),
    ),
  }
}

function toTargetText(config: ProbeConfig): string {
  if (config.kind === 'http') return config.http.url
  if (config.kind === 'tcp') return `${config.tcp.host}:${config.tcp.port}`
  if (config.kind === 'invalid') return ''
  const { rhythm } = config.heartbeat
  return rhythm.kind === 'cron'
    ? `${rhythm.schedule} (${rhythm.timeZone})`
    : toIntervalText(rhythm.periodMs / 1000)
}

/** As catalog files write it: 90 → `90s`, 3600 → `1h`. */
function toIntervalText(seconds: number): string {
  const units = [
    ['d', 86_400],
    ['h', 3_600],
    ['m', 60],
  ] as const
  const unit = units.find(([, size]) => seconds % size === 0)
  return unit ? `${seconds / unit[1]}${unit[0]}` : `${seconds}s`
}

export const probeViewSql = `
SELECT p.id, p.slug, p.kind, p.config, c.slug AS component, c.name AS "componentName",
       CASE WHEN p.kind = 'heartbeat' THEN 60 ELSE p.interval_seconds END AS "intervalSeconds",
       CASE WHEN p.paused_at IS NULL THEN p.health ELSE 'paused' END AS health, p.health_since AS since,
       p.observed_at AS "observedAt", p.health_reason AS reason, p.health_params AS params,
       p.last_duration_ms AS "durationMs", p.last_status AS status,
       p.certificate_expires_at AS "certificateExpiresAt", p.version, p.paused_by AS "pausedBy",
       p.last_ping_at AS "lastPingAt", p.last_ping_body AS "lastPingBody"
FROM probe p JOIN component c ON c.id = p.component_id
WHERE p.stage_id = $1 AND p.removed_at IS NULL ORDER BY c.position, p.id`
