import pg from 'pg'
import type { StageBackup } from '#lib/backups/types.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import type { Grant } from '#lib/core/permissions.ts'
import type { PlatformSummary } from '#lib/hosting/schemas.ts'
import type { BoardActiveDeployment, BoardDeployment, BoardHold } from './types.ts'

/** One stage of one system, or a system without stages; in the order of systems and their stages. */
export interface BoardRow {
  readonly systemSlug: string
  readonly systemName: string
  readonly team: string
  readonly teamName: string
  readonly pinned: boolean
  readonly slug: string | null
  readonly name: string
  readonly position: number
  readonly risk: string
  readonly url: string | null
  readonly deployable: boolean
  readonly health: string | null
  readonly healthSince: Date | null
  readonly healthObservedAt: Date | null
  readonly healthTtlSeconds: number
  readonly healthReason: string | null
  readonly uptimeHours: readonly number[] | null
  readonly runningVersion: string | null
  readonly runningCommitSha: string | null
  readonly runningSince: Date | null
  readonly runningObservedAt: Date | null
  readonly agreement: string | null
  readonly platform: PlatformSummary | null
  readonly lastDeployment: BoardDeployment | null
  readonly activeDeployment: BoardActiveDeployment | null
  readonly hold: BoardHold | null
  readonly backup: StageBackup | null
  readonly readAt: Date
}

/** The one read behind the board: current state only, so its cost does not grow with history. */
export const boardSql = `
SELECT s.slug AS "systemSlug", s.name AS "systemName", t.slug AS team, t.name AS "teamName",
       p.system_id IS NOT NULL AS pinned,
       g.slug, g.name, g.position, g.risk, g.url, g.deploy IS NOT NULL AS deployable,
       c.health, c.health_since AS "healthSince", c.health_observed_at AS "healthObservedAt",
       c.health_ttl_seconds AS "healthTtlSeconds", c.health_reason AS "healthReason",
       c.uptime_hours AS "uptimeHours",
       c.running_version AS "runningVersion", c.running_commit_sha AS "runningCommitSha",
       c.running_since AS "runningSince", c.running_observed_at AS "runningObservedAt", c.agreement,
       c.platform->'summary' AS platform,
       c.last_deployment AS "lastDeployment", c.active_deployment AS "activeDeployment", c.hold, c.backup,
       now() AS "readAt"
FROM system s
JOIN team t ON t.id = s.team_id
LEFT JOIN stage g ON g.system_id = s.id AND g.removed_at IS NULL
LEFT JOIN stage_state c ON c.stage_id = g.id
LEFT JOIN system_pin p ON p.system_id = s.id AND p.user_id = $1
WHERE s.removed_at IS NULL AND ($2 OR s.slug = ANY($3) OR t.slug = ANY($4))
ORDER BY s.slug, g.position`

/** Rows of the systems the actor may see. */
export async function readBoardRows(ctx: Context): Promise<readonly BoardRow[]> {
  const { rows } = await getPool().query<BoardRow>({
    text: boardSql,
    values: toBoardParameters(ctx),
    types: { getTypeParser },
  })
  return rows
}

const integerArrayOid = 1007

/** The driver reads arrays element by element, which would be most of the cost of a large board. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === integerArrayOid ? parseIntegers : pg.types.getTypeParser(oid, format)
}

function parseIntegers(text: string): number[] {
  return JSON.parse(`[${text.slice(1, -1)}]`)
}

/** Whose pins, and which systems: all, or those named and those of the teams named. */
export function toBoardParameters({ actor }: Context): unknown[] {
  const grants: readonly Grant[] = 'grants' in actor ? actor.grants : []
  const seesAll = !('grants' in actor) || grants.some(({ scope }) => scope === 'all')
  const scopes = grants.flatMap(({ scope }) => (scope === 'all' ? [] : [scope]))
  return [
    actor.kind === 'user' ? actor.id : null,
    seesAll,
    scopes.flatMap(({ systems }) => systems),
    scopes.flatMap(({ teams }) => teams),
  ]
}
