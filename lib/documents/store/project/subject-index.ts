import type { RunSql } from '#lib/core/run-sql.ts'

/** Slugs of all systems and stages, to resolve what texts name. */
export interface SubjectIndex {
  findSystem(slug: string): string | null
  /** `system/stage`. */
  findStage(name: string): { readonly systemId: string; readonly stageId: string } | null
}

interface Row {
  readonly systemId: string
  readonly system: string
  readonly stageId: string | null
  readonly stage: string | null
}

export async function loadSubjectIndex(run: RunSql): Promise<SubjectIndex> {
  const rows = await run<Row>(
    `SELECT s.id AS "systemId", s.slug AS system, g.id AS "stageId", g.slug AS stage
     FROM system s LEFT JOIN stage g ON g.system_id = s.id AND g.removed_at IS NULL
     WHERE s.removed_at IS NULL`,
    [],
  )
  const systems = new Map(rows.map(({ system, systemId }) => [system, systemId]))
  const stages = new Map<string, { systemId: string; stageId: string }>(
    rows.flatMap(({ systemId, system, stageId, stage }) =>
      stageId && stage ? [[`${system}/${stage}`, { systemId, stageId }] as const] : [],
    ),
  )
  return {
    findSystem: (slug) => systems.get(slug.trim().toLowerCase()) ?? null,
    findStage: (name) => stages.get(name.trim().toLowerCase()) ?? null,
  }
}
