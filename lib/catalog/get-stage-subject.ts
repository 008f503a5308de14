import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSee } from '#lib/core/permissions.ts'
import { type SystemSubject, toSystemSubject } from './get-system-subject.ts'
import { storedDeploy, storedRisk } from './stored-schemas.ts'
import type { CatalogDeploy } from './types.ts'
import type { StageRisk } from './words.ts'

/** A stage as other domains address it. */
export interface StageSubject extends SystemSubject {
  readonly stageId: string
  readonly stageSlug: string
  readonly stageName: string
  readonly risk: StageRisk
  readonly url: string | null
  /** Null when the stage is watched but not deployed from here. */
  readonly deploy: CatalogDeploy | null
}

/** Throws `not_found` for a stage that does not exist, was removed, or whose system the actor may not see. */
export async function getStageSubject(
  ctx: Context,
  { system, stage }: { readonly system: string; readonly stage: string },
): Promise<StageSubject> {
  const row = await findRow(
    's.slug = $1 AND g.slug = $2 AND s.removed_at IS NULL AND g.removed_at IS NULL',
    [system, stage],
  )
  const subject = row && toStageSubject(row)
  if (!subject || !canSee(ctx, subject)) throw notFound(`The stage "${stage}" of "${system}"`)
  return subject
}

/** The same by id, for jobs and for rows that refer to a stage. Removed stages are found too. */
export async function getStageSubjectById(ctx: Context, stageId: string): Promise<StageSubject> {
  const row = await findRow('g.id = $1::uuid', [stageId])
  const subject = row && toStageSubject(row)
  if (!subject || !canSee(ctx, subject)) throw notFound('The stage')
  return subject
}

type StageRow = Omit<Parameters<typeof toSystemSubject>[0], 'team'> & {
  readonly stageId: string
  readonly stageSlug: string
  readonly stageName: string
  readonly risk: string
  readonly url: string | null
  readonly deploy: unknown
  readonly teamSlug: string
  readonly teamName: string
}

// One read instead of one for each table: every page and every change waits for it.
async function findRow(condition: string, values: readonly string[]): Promise<StageRow | null> {
  const { rows } = await getPool().query<StageRow>(`${subjectSql} WHERE ${condition}`, [...values])
  return rows[0] ?? null
}

const subjectSql = `
SELECT g.id AS "stageId", g.slug AS "stageSlug", g.name AS "stageName", g.risk, g.url, g.deploy,
  s.id, s.slug, s.name, s.repository_owner AS "repositoryOwner", s.repository_name AS "repositoryName",
  s.repository_github_id AS "repositoryGithubId", s.repository_state AS "repositoryState",
  t.slug AS "teamSlug", t.name AS "teamName"
FROM stage g JOIN system s ON s.id = g.system_id JOIN team t ON t.id = s.team_id`

function toStageSubject(row: StageRow): StageSubject {
  const { stageId, stageSlug, stageName, url, teamSlug, teamName } = row
  return {
    ...toSystemSubject({ ...row, team: { slug: teamSlug, name: teamName } }),
    ...{ stageId, stageSlug, stageName, url },
    risk: storedRisk.parse(row.risk),
    deploy: row.deploy === null ? null : storedDeploy.parse(row.deploy),
  }
}
