import 'server-only'
import { getPool } from '#lib/core/db.ts'
import type { KnownSetting, StageSettings } from './evaluate-settings.ts'
import type { SettingSourceView } from './schemas.ts'
import { repositorySources } from './vocabulary.ts'

/** Past this age a source's answer says nothing about what is absent. */
const ttlMs = 30 * 60_000

export interface StoredStageSettings extends StageSettings {
  readonly sources: readonly SettingSourceView[]
}

interface SourceRow {
  readonly stageId: string
  readonly source: string
  readonly readAt: Date | null
  readonly failure: string | null
  readonly failureMessage: string | null
}

type SettingRow = KnownSetting & { readonly stageId: string }

/** What is stored of the settings of stages, by stage. */
export async function readStageSettings(
  stageIds: readonly string[],
  now: Date,
): Promise<(stageId: string) => StoredStageSettings> {
  const pool = getPool()
  const [sources, settings] = await Promise.all([
    pool.query<SourceRow>(sourcesSql, [stageIds]),
    pool.query<SettingRow>(settingsSql, [stageIds]),
  ])
  return (stageId) =>
    toStageSettings(
      sources.rows.filter((row) => row.stageId === stageId),
      settings.rows.filter((row) => row.stageId === stageId),
      now,
    )
}

function toStageSettings(
  sources: readonly SourceRow[],
  settings: readonly SettingRow[],
  now: Date,
): StoredStageSettings {
  const holders = sources.filter(({ source }) => source !== repositorySources.example)
  const example = sources.find(({ source }) => source === repositorySources.example)
  const inExample = settings.filter(({ source }) => source === repositorySources.example)
  return {
    sources: sources.map(toView),
    settings: settings.filter(({ source }) => source !== repositorySources.example),
    exampleNames: example?.readAt ? inExample.map(({ name }) => name) : null,
    hasSources: holders.length > 0,
    isComplete: holders.every(
      ({ readAt, failure }) =>
        failure === null && readAt !== null && now.getTime() - readAt.getTime() <= ttlMs,
    ),
  }
}

function toView({ source, readAt, failure, failureMessage }: SourceRow): SettingSourceView {
  return {
    source,
    observedAt: readAt?.toISOString() ?? null,
    failure: failure === null ? null : { code: failure, message: failureMessage ?? '' },
  }
}

const sourcesSql = `
SELECT stage_id AS "stageId", source, read_at AS "readAt", failure, failure_message AS "failureMessage"
FROM setting_source WHERE stage_id = ANY($1::uuid[]) ORDER BY source`

const settingsSql = `
SELECT stage_id AS "stageId", source, nullif(component, '') AS component, name, kind, fingerprint,
       updated_at AS "updatedAt"
FROM setting WHERE stage_id = ANY($1::uuid[]) ORDER BY name, source, component`
