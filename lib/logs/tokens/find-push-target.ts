import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import { hashLogToken, isLogTokenText } from './token-text.ts'

/** The stage a token pushes to. */
export interface PushTarget {
  readonly stageId: string
  readonly systemSlug: string
  readonly stageSlug: string
  readonly components: ReadonlySet<string>
  /** Component of lines that name no service; null when the catalog names none. */
  readonly component: string | null
}

const storedLogs = z.array(z.object({ kind: z.string(), component: z.string().optional() }))

/** Null for a token that is unknown, revoked, or whose stage is gone. */
export async function findPushTarget(token: string): Promise<PushTarget | null> {
  if (!isLogTokenText(token)) return null
  const { rows } = await getPool().query<Row>({
    name: 'push-target',
    text: targetSql,
    values: [hashLogToken(token)],
  })
  const [row] = rows
  if (!row) return null
  if (row.isStale)
    await getPool().query('UPDATE log_token SET last_used_at = now() WHERE id = $1', [row.id])
  const logs = storedLogs.safeParse(row.logs)
  return {
    stageId: row.stageId,
    systemSlug: row.systemSlug,
    stageSlug: row.stageSlug,
    components: new Set(row.components),
    component: logs.data?.find(({ kind }) => kind === 'push')?.component ?? null,
  }
}

interface Row {
  readonly id: string
  readonly stageId: string
  readonly systemSlug: string
  readonly stageSlug: string
  readonly logs: unknown
  readonly components: readonly string[]
  readonly isStale: boolean
}

const targetSql = `
SELECT t.id, st.id AS "stageId", sy.slug AS "systemSlug", st.slug AS "stageSlug", st.logs,
       ARRAY(SELECT slug FROM component WHERE system_id = sy.id) AS components,
       t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute' AS "isStale"
FROM log_token t JOIN stage st ON st.id = t.stage_id JOIN system sy ON sy.id = st.system_id
WHERE t.hash = $1 AND t.revoked_at IS NULL AND st.removed_at IS NULL AND sy.removed_at IS NULL`
