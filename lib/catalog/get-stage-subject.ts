import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { canSee } from '#lib/core/permissions.ts'
import { type SystemSubject, systemSubjectSelect, toSystemSubject } from './get-system-subject.ts'
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

const stageSubjectSelect = {
  id: true,
  slug: true,
  name: true,
  risk: true,
  url: true,
  deploy: true,
  system: { select: systemSubjectSelect },
} as const

/** Throws `not_found` for a stage that does not exist, was removed, or whose system the actor may not see. */
export async function getStageSubject(
  ctx: Context,
  { system, stage }: { readonly system: string; readonly stage: string },
): Promise<StageSubject> {
  const row = await getDb().stage.findFirst({
    where: { slug: stage, removedAt: null, system: { slug: system, removedAt: null } },
    select: stageSubjectSelect,
  })
  const subject = row && toStageSubject(row)
  if (!subject || !canSee(ctx, subject)) throw notFound(`The stage "${stage}" of "${system}"`)
  return subject
}

/** The same by id, for jobs and for rows that refer to a stage. Removed stages are found too. */
export async function getStageSubjectById(ctx: Context, stageId: string): Promise<StageSubject> {
  const row = await getDb().stage.findUnique({
    where: { id: stageId },
    select: stageSubjectSelect,
  })
  const subject = row && toStageSubject(row)
  if (!subject || !canSee(ctx, subject)) throw notFound('The stage')
  return subject
}

interface StageRow {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly risk: string
  readonly url: string | null
  readonly deploy: unknown
  readonly system: Parameters<typeof toSystemSubject>[0]
}

function toStageSubject(row: StageRow): StageSubject {
  return {
    ...toSystemSubject(row.system),
    stageId: row.id,
    stageSlug: row.slug,
    stageName: row.name,
    risk: storedRisk.parse(row.risk),
    url: row.url,
    deploy: row.deploy === null ? null : storedDeploy.parse(row.deploy),
  }
}
