import 'server-only'
import type { RunSql } from '#lib/core/run-sql.ts'
import { diffSettings, type SettingDifference, toKey } from './diff-settings.ts'
import type { KnownSetting } from './evaluate-settings.ts'

export type SourceSetting = Omit<KnownSetting, 'source'>

export interface SettingSourceKey {
  readonly stageId: string
  readonly source: string
}

/**
 * Stores what a source names and what changed since it was last asked. The first answer is where changes are counted
 * from: nothing in it is new.
 */
export async function writeSettings(
  run: RunSql,
  { stageId, source }: SettingSourceKey,
  settings: readonly SourceSetting[],
): Promise<void> {
  const key = [stageId, source]
  // Two workers that read the same source at once take turns here, so that a change is told once.
  await run('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`setting:${key.join(':')}`])
  const [known] = await run<{ wasRead: boolean }>(knownSql, key)
  const before = await run<SourceSetting>(beforeSql, key)
  const after = [...new Map(settings.map((setting) => [toKey(setting), setting])).values()]
  await run('DELETE FROM setting WHERE stage_id = $1::uuid AND source = $2', key)
  await run(insertSql, [...key, JSON.stringify(after.map(toColumns))])
  const differences = known?.wasRead ? diffSettings(before, after) : []
  if (differences.length > 0) {
    await run(changesSql, [...key, JSON.stringify(differences.map(toChange))])
  }
  await run(answeredSql, key)
}

/** Keeps what was known and says why nothing newer is. */
export async function writeFailure(
  run: RunSql,
  { stageId, source }: SettingSourceKey,
  failure: { readonly code: string; readonly message: string },
): Promise<void> {
  await run(failedSql, [stageId, source, failure.code, failure.message])
}

function toColumns({ component, updatedAt, ...rest }: SourceSetting) {
  return { ...rest, component: component ?? '', updated_at: updatedAt }
}

function toChange({ change, setting }: SettingDifference) {
  return { change, name: setting.name, component: setting.component ?? '' }
}

const knownSql = `
SELECT read_at IS NOT NULL AS "wasRead" FROM setting_source WHERE stage_id = $1::uuid AND source = $2`

const beforeSql = `
SELECT nullif(component, '') AS component, name, kind, fingerprint, updated_at AS "updatedAt"
FROM setting WHERE stage_id = $1::uuid AND source = $2`

const insertSql = `
INSERT INTO setting (stage_id, source, component, name, kind, fingerprint, updated_at)
SELECT $1::uuid, $2, component, name, kind, fingerprint, updated_at
FROM jsonb_to_recordset($3::jsonb)
  AS s(component text, name text, kind text, fingerprint text, updated_at timestamptz)`

const changesSql = `
INSERT INTO setting_change (stage_id, source, component, name, change, at)
SELECT $1::uuid, $2, component, name, change, now()
FROM jsonb_to_recordset($3::jsonb) AS c(component text, name text, change text)`

const answeredSql = `
INSERT INTO setting_source (stage_id, source, read_at, attempted_at) VALUES ($1::uuid, $2, now(), now())
ON CONFLICT (stage_id, source) DO UPDATE
SET read_at = now(), attempted_at = now(), failure = NULL, failure_message = NULL`

const failedSql = `
INSERT INTO setting_source (stage_id, source, attempted_at, failure, failure_message)
VALUES ($1::uuid, $2, now(), $3, $4)
ON CONFLICT (stage_id, source) DO UPDATE
SET attempted_at = now(), failure = excluded.failure, failure_message = excluded.failure_message`
