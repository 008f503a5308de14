import type { RunSql } from '#lib/core/run-sql.ts'
import { type PlatformState, platformStateSchema } from '../schemas.ts'
import type { StoredHosting } from '../stage-sources.ts'
import { toStageSources } from '../stage-sources.ts'
import type { ReadingKey } from './fact-reader.ts'
import { type StoredReading, toPlatformState } from './platform-state.ts'

type StageRow = StoredHosting & {
  readonly stageId: string
  readonly systemId: string
  readonly key: string
  readonly deployedTogether: boolean
  readonly platform: unknown
  readonly nowMs: number
}

type ReadingRow = Omit<StoredReading, 'kind'> & { readonly stageId: string }

/** Facts of domains above have places of their own. */
const ownFacts = ['release', 'access', 'facts', 'rollback-targets', 'log-retention']

/**
 * Writes what stages show of their platform, from their readings as they stand in this transaction, and tells readers
 * where something they see is different; a second call changes nothing.
 */
export async function projectPlatforms(
  run: RunSql,
  readings: readonly Pick<ReadingKey, 'stageId'>[],
): Promise<void> {
  const ids = [...new Set(readings.map(({ stageId }) => stageId))]
  if (ids.length === 0) return
  await run(insertMissingSql, [ids])
  const stages = await run<StageRow>(lockSql, [ids])
  const rows = await run<ReadingRow>(readingsSql, [ids, ownFacts])
  const byStage = Map.groupBy(rows, ({ stageId }) => stageId)
  const next = stages.map((stage) => project(stage, byStage.get(stage.stageId) ?? []))
  await run(updateSql, [JSON.stringify(next)])
  const changed = next.filter(({ isChanged }) => isChanged)
  if (changed.length > 0) await run(announceSql, [JSON.stringify(changed)])
}

function project(stage: StageRow, rows: readonly ReadingRow[]) {
  const kinds = new Map(toStageSources(stage).map(({ source, kind }) => [source, kind]))
  const readings = rows.flatMap((row) => {
    const kind = kinds.get(row.source)
    return kind ? [{ ...row, kind }] : []
  })
  const { stageId, systemId, key, deployedTogether, nowMs } = stage
  const platform = toPlatformState(readings, { deployedTogether, nowMs })
  const before = platformStateSchema.safeParse(stage.platform)
  const isChanged = toVisible(platform) !== toVisible(before.success ? before.data : null)
  return { stageId, systemId, key, platform, isChanged }
}

/** Everything but ages: an answer that says the same again is not news. */
function toVisible(platform: PlatformState | null): string {
  const parsed = platform === null ? null : platformStateSchema.parse(platform)
  return JSON.stringify(parsed, (name, value: unknown) =>
    name === 'observedAt' ? value !== null : value,
  )
}

const insertMissingSql = `
INSERT INTO stage_state (stage_id, system_id, uptime_hours)
SELECT id, system_id, array_fill(-1, ARRAY[24]) FROM stage WHERE id = ANY($1::uuid[])
ON CONFLICT (stage_id) DO NOTHING`

const lockSql = `
SELECT s.stage_id AS "stageId", s.system_id AS "systemId", y.slug || '/' || g.slug AS key,
  g.deploy IS NOT NULL AS "deployedTogether", s.platform,
  g.hosting_kind AS "hostingKind", g.hosting_target AS "hostingTarget", g.sources, g.logs,
  ARRAY[]::text[] AS components, (extract(epoch FROM now()) * 1000)::float8 AS "nowMs"
FROM stage_state s JOIN stage g ON g.id = s.stage_id JOIN system y ON y.id = g.system_id
WHERE s.stage_id = ANY($1::uuid[]) ORDER BY s.stage_id FOR UPDATE OF s`

const readingsSql = `
SELECT stage_id AS "stageId", source, fact, CASE WHEN fact = 'release' THEN value END AS value,
  to_char(observed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "observedAt",
  failure, ttl_seconds AS "ttlSeconds"
FROM reading WHERE stage_id = ANY($1::uuid[]) AND fact = ANY($2)
ORDER BY source = 'platform' DESC, source, fact`

const updateSql = `
UPDATE stage_state s SET platform = r.platform, updated_at = now()
FROM jsonb_to_recordset($1::jsonb) AS r("stageId" uuid, platform jsonb)
WHERE s.stage_id = r."stageId"`

const announceSql = `
INSERT INTO event (topic, key, system_id)
SELECT t.topic, r.key, r."systemId"
FROM jsonb_to_recordset($1::jsonb) AS r(key text, "systemId" uuid), (VALUES ('stage'), ('board')) AS t(topic)`
