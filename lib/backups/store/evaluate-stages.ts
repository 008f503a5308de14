import type { RunSql } from '#lib/core/run-sql.ts'
import { evaluatePolicy } from '../evaluate-policy.ts'
import type { Outage } from '../facts.ts'
import type { StageBackup } from '../types.ts'
import { loadPolicies, type PolicyRow, toFacts, toRestoreState, toRule } from './load-policies.ts'
import { isSameBackup, type JudgedPolicy, projectBackup } from './project-backup.ts'

export interface EvaluateOptions {
  /** By the database's clock, as everything that is judged: machines differ. */
  readonly now: Date
  readonly outages: readonly Outage[]
  /** Readers of these stages hear of it even if no policy changed, e.g. of a run. */
  readonly hasNews?: boolean
}

/** After this time an unchanged judgement is written again, so that readers see that somebody judges. */
const beatMs = 240_000

/** Judges all policies of these stages, writes what the board shows of them, and tells readers what is different. */
export async function evaluateStages(
  run: RunSql,
  stageIds: readonly string[],
  { now, outages, hasNews = false }: EvaluateOptions,
): Promise<void> {
  if (stageIds.length === 0) return
  const ids = [...new Set(stageIds)]
  const judged = (await loadPolicies(run, ids)).map((row) => judge(row, now, outages))
  const written = judged.filter(({ row, isChanged }) => isChanged || isOld(row.evaluatedAt, now))
  if (written.length > 0) {
    await run(updateSql, [JSON.stringify(written.map(({ columns }) => columns))])
  }
  const byStage = Map.groupBy(judged, ({ row }) => row.stageId)
  const stages = (await run<StateRow>(lockSql, [ids])).map((stage) => {
    const ofStage = byStage.get(stage.stageId) ?? []
    const isMoved = hasNews || ofStage.some(({ isChanged }) => isChanged)
    return { ...toWritten(stage, ofStage, now), isMoved }
  })
  await run(writeSql, [JSON.stringify(stages.filter(({ isWritten }) => isWritten))])
  await run(announceSql, [JSON.stringify(toNews(stages))])
}

function judge(row: PolicyRow, now: Date, outages: readonly Outage[]) {
  const result = evaluatePolicy(toFacts(row, outages), toRule(row), now)
  const since = result.state === row.state && row.stateSince ? row.stateSince : now
  const policy: JudgedPolicy = {
    ...result,
    slug: row.slug,
    since,
    rpoSeconds: row.rpoSeconds,
    restore: toRestoreState(row, now),
  }
  const { state, reason, params, newestAt, warnings } = result
  const isChanged =
    state !== row.state ||
    reason !== row.reason ||
    newestAt?.getTime() !== row.newestAt?.getTime() ||
    row.stateSince === null ||
    toWords(warnings) !== toWords(row.warnings)
  const columns = { id: row.id, state, since, reason, params, newestAt, warnings, at: now }
  return { row, policy, columns, isChanged }
}

function toWords(warnings: unknown): string {
  return Array.isArray(warnings) ? warnings.map(({ reason }) => reason).join() : ''
}

interface StateRow {
  readonly stageId: string
  readonly systemId: string
  readonly key: string
  readonly backup: StageBackup | null
}

function toWritten(
  { backup: before, ...stage }: StateRow,
  judged: readonly { readonly policy: JudgedPolicy }[],
  now: Date,
) {
  const backup = projectBackup(
    judged.map(({ policy }) => policy),
    now,
  )
  const isSame = isSameBackup(before, backup)
  const isAged = before !== null && isOld(new Date(before.observedAt), now)
  return { ...stage, backup, isSame, isWritten: !isSame || isAged }
}

function toNews(
  stages: readonly (Omit<StateRow, 'backup'> & {
    readonly isSame: boolean
    readonly isMoved: boolean
  })[],
) {
  return stages.flatMap(({ key, systemId, isSame, isMoved }) => [
    ...(isSame ? [] : [{ topic: 'board', key, systemId }]),
    ...(isSame && !isMoved ? [] : [{ topic: 'stage', key, systemId }]),
  ])
}

function isOld(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() > beatMs
}

const updateSql = `
UPDATE backup_policy p SET state = r.state, state_since = r.since, reason = r.reason, reason_params = r.params,
  warnings = r.warnings, newest_at = r."newestAt", evaluated_at = r.at
FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, state text, since timestamptz, reason text, params jsonb,
  warnings jsonb, "newestAt" timestamptz, at timestamptz)
WHERE p.id = r.id`

const lockSql = `
SELECT s.stage_id AS "stageId", s.system_id AS "systemId", s.backup, y.slug || '/' || g.slug AS key
FROM stage_state s JOIN stage g ON g.id = s.stage_id JOIN system y ON y.id = g.system_id
WHERE s.stage_id = ANY($1::uuid[]) ORDER BY s.stage_id FOR UPDATE OF s`

const writeSql = `
UPDATE stage_state s SET backup = nullif(r.backup, 'null'::jsonb), updated_at = now()
FROM jsonb_to_recordset($1::jsonb) AS r("stageId" uuid, backup jsonb) WHERE s.stage_id = r."stageId"`

const announceSql = `
INSERT INTO event (topic, key, system_id)
SELECT r.topic, r.key, r."systemId"
FROM jsonb_to_recordset($1::jsonb) AS r(topic text, key text, "systemId" uuid)`
