import type pg from 'pg'

/** A probe this worker alone may run until its lease ends. */
export interface ClaimedProbe {
  readonly id: number
  /** Grows with every claim; a write that carries an older one changes nothing. */
  readonly fence: string
  readonly stageId: string
  readonly kind: string
  readonly config: string
  readonly intervalSeconds: number
  readonly timeoutMs: number
  readonly retries: number
  /** When it should start, in milliseconds since 1970 by the database's clock. */
  readonly slotMs: number
  readonly health: string
  readonly reason: string | null
  readonly consecutiveFailures: number
  readonly version: string | null
  readonly commitSha: string | null
  readonly lastPingAt: Date | null
  readonly lastStartAt: Date | null
  readonly lastExitCode: number | null
  readonly lastDurationMs: number | null
}

export interface Claim {
  readonly probes: readonly ClaimedProbe[]
  /** The database's time while it answered, in milliseconds since 1970; null when nothing was due. */
  readonly nowMs: number | null
}

/** Longer than any batch waits to be written, so that a lease only ends under a worker that stands still. */
export const leaseMarginMs = 20_000

/** Takes probes that are due within `aheadMs`, skipping those another worker is taking at this moment. */
export async function claimProbes(
  pool: pg.Pool,
  { limit, aheadMs }: { readonly limit: number; readonly aheadMs: number },
): Promise<Claim> {
  const { rows } = await pool.query<ClaimedProbe & { nowMs: number }>({
    name: 'claim-probes',
    text: claimSql,
    values: [aheadMs, limit, leaseMarginMs],
  })
  return { probes: rows, nowMs: rows[0]?.nowMs ?? null }
}

const claimSql = `
WITH due AS (
  SELECT id FROM probe
  WHERE next_run_at <= now() + $1 * interval '1 ms' AND (leased_until IS NULL OR leased_until <= now())
    AND paused_at IS NULL AND removed_at IS NULL
  ORDER BY next_run_at LIMIT $2 FOR UPDATE SKIP LOCKED)
UPDATE probe p
SET leased_until = greatest(p.next_run_at, now()) + (p.timeout_ms + $3) * interval '1 ms', fence = p.fence + 1
FROM due WHERE p.id = due.id
RETURNING p.id, p.fence, p.stage_id AS "stageId", p.kind, p.config::text AS config,
  p.interval_seconds AS "intervalSeconds", p.timeout_ms AS "timeoutMs", p.retries,
  (extract(epoch FROM p.next_run_at) * 1000)::float8 AS "slotMs",
  p.health, p.health_reason AS reason, p.consecutive_failures AS "consecutiveFailures",
  p.version, p.commit_sha AS "commitSha", p.last_ping_at AS "lastPingAt", p.last_start_at AS "lastStartAt",
  p.last_exit_code AS "lastExitCode", p.last_duration_ms AS "lastDurationMs",
  (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs"`
