import 'server-only'
import { getDb, getPool, type Tx } from '#lib/core/db.ts'
import { onClient, onTransaction } from '#lib/core/run-sql.ts'
import { createBlocker } from '../blockers.ts'
import type { Blocker, Details } from '../types.ts'
import { activeStates } from '../vocabulary.ts'

/** What our own records say against starting something on a stage: what is under way, a pin, and a hold. */
export async function listStageBlockers(stageId: string, tx?: Tx): Promise<readonly Blocker[]> {
  return toBlockers(await readRow(stageId, tx))
}

/** The same for a deployment, which the stage's checklists may stop too. A way back is never stopped by them. */
export async function listDeployBlockers(stageId: string, tx?: Tx): Promise<readonly Blocker[]> {
  const row = await readRow(stageId, tx)
  return [...toBlockers(row), ...(row.gate ? toGateBlockers(row.gate) : [])]
}

async function readRow(stageId: string, tx?: Tx): Promise<BlockerRow> {
  const run = tx ? onTransaction(tx) : onClient(getPool())
  const [row] = await run<BlockerRow>(blockersSql, [stageId, [...activeStates]])
  return row ?? { active: null, hold: null, pin: null, gate: null }
}

function toBlockers({ active, hold, pin }: BlockerRow): readonly Blocker[] {
  return [
    ...(active
      ? [createBlocker('deployment_active', { ...active, actor: active.requestedByName })]
      : []),
    ...(pin ? [createBlocker('platform_pinned', pin)] : []),
    ...(hold ? [createBlocker('hold', toHoldDetails(hold))] : []),
  ]
}

interface BlockerRow {
  readonly active: (Details & { readonly requestedByName: string }) | null
  readonly hold: (Details & { readonly createdAt: string; readonly until: string | null }) | null
  /** A rollback on the platform that keeps it from taking deployments, as last read there. */
  readonly pin: Details | null
  /** Open items of the lists that stop deployments here. */
  readonly gate: GateRow | null
}

interface GateRow {
  readonly blocking: number
  readonly items: readonly {
    readonly checklistId: string
    readonly list: string
    readonly text: string
    readonly reason: string
  }[]
}

/** Items a sentence names; the details hold all that are kept. */
const namedItems = 5

function toGateBlockers({ blocking, items }: GateRow): readonly Blocker[] {
  if (blocking === 0) return []
  const named = items.slice(0, namedItems).map(({ text }) => text)
  const rest = blocking - named.length
  return [
    createBlocker('checklist_open', {
      count: blocking,
      lists: [...new Set(items.map(({ list }) => `"${list}"`))],
      texts: rest > 0 ? [...named, `+${rest}`] : named,
      items,
    }),
  ]
}

// The database writes moments in another form of ISO 8601 than everything else here.
function toHoldDetails({ createdAt, until, ...hold }: NonNullable<BlockerRow['hold']>): Details {
  return {
    ...hold,
    createdAt: new Date(createdAt).toISOString(),
    until: until && new Date(until).toISOString(),
  }
}

// One read, because the way from a click to GitHub waits for it twice.
const blockersSql = `
SELECT
  (SELECT jsonb_build_object('id', id, 'number', number, 'state', state, 'kind', kind, 'version', version,
     'requestedByName', requested_by_name)
   FROM deployment WHERE stage_id = $1::uuid AND state = ANY($2::text[]) ORDER BY created_at LIMIT 1) AS active,
  (SELECT jsonb_build_object('id', id, 'kind', kind, 'reason', reason, 'createdBy', created_by,
     'createdAt', created_at, 'until', until, 'deploymentId', deployment_id)
   FROM hold WHERE stage_id = $1::uuid AND lifted_at IS NULL AND (until IS NULL OR until > now()) LIMIT 1) AS hold,
  (SELECT nullif(platform->'pin', 'null'::jsonb) FROM stage_state WHERE stage_id = $1::uuid) AS pin,
  (SELECT checklist FROM stage_state WHERE stage_id = $1::uuid) AS gate`

/** The hold in force on a stage, as JSON-safe facts; null when it is free. */
export async function findHold(stageId: string, tx?: Tx) {
  const hold = await (tx ?? getDb()).hold.findFirst({
    where: { stageId, liftedAt: null, OR: [{ until: null }, { until: { gt: new Date() } }] },
    select: {
      id: true,
      kind: true,
      reason: true,
      createdBy: true,
      createdAt: true,
      until: true,
      deploymentId: true,
    },
  })
  return (
    hold && {
      ...hold,
      kind: hold.kind === 'rollback' ? ('rollback' as const) : ('manual' as const),
      createdAt: hold.createdAt.toISOString(),
      until: hold.until?.toISOString() ?? null,
    }
  )
}
