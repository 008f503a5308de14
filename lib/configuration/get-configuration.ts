import 'server-only'
import { getStageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { type EvaluatedSetting, evaluateSettings } from './evaluate-settings.ts'
import { listRuledStages } from './list-rules.ts'
import { readFacts } from './read-facts.ts'
import { readStageSettings } from './read-stage-settings.ts'
import type { SettingChangeView, SettingView, StageConfiguration } from './schemas.ts'
import type { SettingChangeWord } from './vocabulary.ts'

/** Names of the settings of a stage with what the rules say of them, their changes, and where its parts are. */
export async function getConfiguration(
  ctx: Context,
  path: { readonly system: string; readonly stage: string },
): Promise<StageConfiguration> {
  const subject = await getStageSubject(ctx, path)
  requirePermission(ctx, 'system:read', subject)
  const stages = await listRuledStages(subject.systemId)
  const stage = stages.find(({ id }) => id === subject.stageId)
  if (!stage) throw new Error('A stage that was found is among those of its system.')
  const other = stages.find(({ slug }) => slug === stage.compareWith) ?? null
  const now = ctx.now()
  const ids = [stage.id, ...(other ? [other.id] : [])]
  const [stored, changes, facts] = await Promise.all([
    readStageSettings(ids, now),
    readChanges(stage.id),
    readFacts(stage.id, stage.regionRule, now),
  ])
  const own = stored(stage.id)
  const evaluated = evaluateSettings(own, stage.rules, other && stored(other.id))
  return {
    sources: own.sources,
    settings: evaluated.map(toView),
    comparedWith: other?.slug ?? null,
    ...changes,
    facts,
    regionRule: stage.regionRule,
  }
}

function toView({ known, ...setting }: EvaluatedSetting): SettingView {
  return {
    ...setting,
    places: known.map(({ source, component, kind, updatedAt }) => ({
      ...{ source, component, kind },
      updatedAt: updatedAt?.toISOString() ?? null,
    })),
  }
}

interface ChangeRow {
  readonly name: string
  readonly source: string
  readonly component: string | null
  readonly change: SettingChangeWord
  readonly at: Date
}

async function readChanges(
  stageId: string,
): Promise<Pick<StageConfiguration, 'changes' | 'changesSince'>> {
  const pool = getPool()
  const [since, changes] = await Promise.all([
    pool.query<{ at: Date | null }>(sinceSql, [stageId]),
    pool.query<ChangeRow>(changesSql, [stageId]),
  ])
  const at = since.rows[0]?.at ?? null
  const views = changes.rows.map((row): SettingChangeView => ({ ...row, at: row.at.toISOString() }))
  return { changes: views, changesSince: at?.toISOString() ?? null }
}

const sinceSql = `
SELECT max(finished_at) AS at FROM deployment WHERE stage_id = $1::uuid AND state = 'succeeded'`

const changesSql = `
SELECT name, source, nullif(component, '') AS component, change, at FROM setting_change
WHERE stage_id = $1::uuid AND at > coalesce((${sinceSql}), '-infinity')
ORDER BY id DESC LIMIT 200`
