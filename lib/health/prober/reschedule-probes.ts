import type pg from 'pg'
import { withTransaction } from '#lib/core/run-sql.ts'
import { firstSlot, nextSlot, type Pace } from '#lib/core/slots.ts'
import { hashPingToken, toPingToken } from '../ping-token.ts'
import { projectStages } from '../project-stages.ts'
import type { ClaimedProbe } from './claim-probes.ts'

/** How often heartbeats are judged, and counted for the history, when no ping asks for it. */
export const judgeIntervalMs = 60_000

export function paceOf(probe: Pick<ClaimedProbe, 'id' | 'kind' | 'intervalSeconds'>): Pace {
  const intervalMs = probe.kind === 'heartbeat' ? judgeIntervalMs : probe.intervalSeconds * 1000
  return { id: probe.id, intervalMs: Math.max(1000, intervalMs) }
}

/** Gives claimed probes back unmeasured, to be run at their next slot. */
export async function giveBack(
  pool: pg.Pool,
  probes: readonly ClaimedProbe[],
  nowMs: number,
): Promise<void> {
  if (probes.length === 0) return
  await pool.query(giveBackSql, [
    probes.map((probe) => probe.id),
    probes.map((probe) => probe.fence),
    probes.map((probe) => nextSlot(paceOf(probe), Math.max(nowMs, probe.slotMs))),
  ])
}

interface UnplannedProbe {
  readonly id: number
  readonly stageId: string
  readonly kind: string
  readonly intervalSeconds: number
  readonly tokenRotation: number
}

/**
 * Gives probes without a slot their first one, and new heartbeats the hash their ping URL is recognised by. Their stages
 * are shown anew: the catalog changed there.
 */
export async function planProbes(pool: pg.Pool, nowMs: number, secret: string): Promise<void> {
  const { rows } = await pool.query<UnplannedProbe>({
    name: 'unplanned-probes',
    text: unplannedSql,
  })
  if (rows.length === 0) return
  await pool.query(planSql, [
    rows.map((probe) => probe.id),
    rows.map((probe) => firstSlot(paceOf(probe), nowMs, rows.length)),
    rows.map((probe) =>
      probe.kind === 'heartbeat'
        ? hashPingToken(toPingToken(secret, { probeId: probe.id, rotation: probe.tokenRotation }))
        : null,
    ),
  ])
  const stageIds = rows.map((probe) => probe.stageId)
  await withTransaction(pool, (run) => projectStages(run, stageIds))
}

const giveBackSql = `
UPDATE probe p SET next_run_at = to_timestamp(r.next_ms / 1000), leased_until = NULL
FROM unnest($1::int[], $2::bigint[], $3::float8[]) AS r(id, fence, next_ms)
WHERE p.id = r.id AND p.fence = r.fence`

const unplannedSql = `
SELECT id, stage_id AS "stageId", kind, interval_seconds AS "intervalSeconds", token_rotation AS "tokenRotation"
FROM probe WHERE next_run_at IS NULL AND paused_at IS NULL AND removed_at IS NULL ORDER BY id LIMIT 1000`

const planSql = `
UPDATE probe p SET next_run_at = to_timestamp(r.next_ms / 1000), token_hash = r.token_hash
FROM unnest($1::int[], $2::float8[], $3::text[]) AS r(id, next_ms, token_hash)
WHERE p.id = r.id AND p.next_run_at IS NULL`
