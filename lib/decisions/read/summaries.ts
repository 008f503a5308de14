import { z } from 'zod'
import { getPool } from '#lib/core/db.ts'
import type { DecisionStatus } from '#lib/documents/words.ts'
import { brokenAssumptionSchema, type DecisionSummary } from '../answers/summary.ts'
import { readSupersessions } from './links.ts'

interface Row {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly status: DecisionStatus
  readonly deciders: string[]
  readonly recordedOn: string | null
  readonly decidedOn: string | null
  readonly reviewOn: string | null
  readonly isReviewDue: boolean
  readonly systemSlug: string | null
  readonly systemName: string | null
  readonly subjects: readonly {
    systemId: string
    system: string
    systemName: string
    stage: string | null
  }[]
  readonly home: 'portal' | 'repository'
  readonly repository: string | null
  readonly path: string | null
  readonly watch: unknown
  readonly updatedAt: Date
}

const sql = `
SELECT d.id, d.number, d.title, d.status, d.deciders, d.recorded_on::text AS "recordedOn",
  d.decided_on::text AS "decidedOn", d.review_on::text AS "reviewOn", d.watch, d.updated_at AS "updatedAt",
  coalesce(d.review_on <= current_date AND d.status IN ('proposed', 'accepted'), false) AS "isReviewDue",
  s.slug AS "systemSlug", s.name AS "systemName", t.home, t.repository, t.path,
  coalesce((SELECT jsonb_agg(jsonb_build_object('systemId', x.id, 'system', x.slug, 'systemName', x.name,
      'stage', g.slug) ORDER BY x.slug, g.position)
    FROM decision_subject b JOIN system x ON x.id = b.system_id LEFT JOIN stage g ON g.id = b.stage_id
    WHERE b.decision_id = d.id), '[]'::jsonb) AS subjects
FROM decision d JOIN document t ON t.id = d.document_id LEFT JOIN system s ON s.id = t.system_id
WHERE d.id = ANY($1)`

const storedWatch = z.array(brokenAssumptionSchema).catch([])

/** Records by id, as lists show them; what the reader may not see of others is left out. */
export async function readSummaries(
  ids: readonly string[],
  visible: readonly string[] | null,
): Promise<ReadonlyMap<string, Omit<DecisionSummary, 'excerpt'>>> {
  if (ids.length === 0) return new Map()
  const [{ rows }, edges] = await Promise.all([
    getPool().query<Row>(sql, [ids]),
    readSupersessions(visible),
  ])
  return new Map(
    rows.map((row) => [
      row.id,
      {
        ...toFields(row),
        subjects: row.subjects
          .filter(({ systemId }) => visible === null || visible.includes(systemId))
          .map(({ system, systemName, stage }) => ({ system, systemName, stage })),
        supersedes: edges.filter(({ newer }) => newer === row.id).map(({ older }) => older),
        supersededBy: edges.filter(({ older }) => older === row.id).map(({ newer }) => newer),
      },
    ]),
  )
}

function toFields(row: Row) {
  const { id, number, title, status, deciders, recordedOn, decidedOn, reviewOn } = row
  const { isReviewDue, home, repository, path, systemSlug, systemName } = row
  return {
    ...{ id, number, title, status, deciders, recordedOn, decidedOn, reviewOn },
    ...{ isReviewDue, home, repository, path },
    system: systemSlug && systemName ? { slug: systemSlug, name: systemName } : null,
    broken: storedWatch.parse(row.watch),
    updatedAt: row.updatedAt.toISOString(),
  }
}
