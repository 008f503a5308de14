import type { ListDecisionsQuery } from '../schemas.ts'
import { toSearchQuery } from './search-query.ts'

export interface Selection {
  readonly sql: string
  readonly values: readonly unknown[]
  /** Expression of the words that were found, for excerpts; null without a search. */
  readonly tsquery: string | null
}

const orders: Readonly<Record<NonNullable<ListDecisionsQuery['sort']>, string>> = {
  relevance: 'rank DESC, newest DESC, id',
  newest: 'newest DESC, id DESC',
  updated: 'updated_at DESC, id',
  review: 'review_on ASC NULLS LAST, id',
  number: "lpad(regexp_replace(d.number, '\\D', '', 'g'), 12, '0'), d.number, id",
  title: 'lower(title), id',
}

/** Ids of one page in their order, with the number of all that fit. */
export function toSelection(
  query: ListDecisionsQuery,
  visible: readonly string[] | null,
  offset: number,
): Selection {
  const values: unknown[] = [visible]
  const use = (value: unknown) => `$${values.push(value)}`
  const search = query.q ? toSearchQuery(query.q, values.length) : null
  if (search) values.push(...search.values)
  const conditions = [
    'd.removed_at IS NULL AND t.removed_at IS NULL',
    '($1::uuid[] IS NULL OR t.system_id IS NULL OR t.system_id = ANY($1))',
    ...toConditions(query, use),
    ...toSearchConditions(query, search?.tsquery ?? null, use),
  ]
  const sort = query.sort ?? (search ? 'relevance' : 'newest')
  const rank = search ? `ts_rank_cd(d.search, ${search.tsquery}, 1)` : '0'
  const named = query.q ? `(lower(d.id) = lower(${use(query.q)}))::int * 100` : '0'
  return {
    tsquery: search?.tsquery ?? null,
    values,
    sql: `SELECT d.id, (count(*) OVER ())::int AS total, ${named} + ${rank} AS rank, d.number, d.title, d.review_on,
      d.updated_at, coalesce(d.decided_on, d.recorded_on, d.created_at::date) AS newest
      FROM decision d JOIN document t ON t.id = d.document_id
      WHERE ${conditions.join(' AND ')}
      ORDER BY ${orders[sort]} LIMIT ${query.limit + 1} OFFSET ${offset}`,
  }
}

type Use = (value: unknown) => string

function toConditions(query: ListDecisionsQuery, use: Use): readonly string[] {
  const { status, decider, system, stage, review, broken } = query
  return [
    ...(status ? [`d.status = ANY(${use(status)})`] : []),
    ...(decider
      ? [
          `EXISTS (SELECT FROM unnest(d.deciders) AS one WHERE one ILIKE ${use(`%${escapeLike(decider)}%`)})`,
        ]
      : []),
    ...(system ? [toSubjectCondition(system, stage ?? null, use)] : []),
    ...(review ? [reviewConditions[review]] : []),
    ...(broken ? ["d.watch <> '[]'::jsonb"] : []),
  ]
}

/** Of the system, or about it. */
function toSubjectCondition(system: string, stage: string | null, use: Use): string {
  const slug = use(system)
  const about = `EXISTS (SELECT FROM decision_subject b JOIN system s ON s.id = b.system_id
    LEFT JOIN stage g ON g.id = b.stage_id WHERE b.decision_id = d.id AND s.slug = ${slug}`
  if (stage !== null) return `${about} AND (b.stage_id IS NULL OR g.slug = ${use(stage)}))`
  return `(${about}) OR EXISTS (SELECT FROM system s WHERE s.id = t.system_id AND s.slug = ${slug}))`
}

const isInForce = "d.status IN ('proposed', 'accepted')"

const reviewConditions: Readonly<Record<NonNullable<ListDecisionsQuery['review']>, string>> = {
  due: `(d.review_on <= current_date AND ${isInForce})`,
  soon: `(d.review_on BETWEEN current_date + 1 AND current_date + 30 AND ${isInForce})`,
  set: 'd.review_on IS NOT NULL',
  none: 'd.review_on IS NULL',
}

function toSearchConditions(
  { q }: ListDecisionsQuery,
  tsquery: string | null,
  use: Use,
): readonly string[] {
  if (!q) return []
  const prefix = use(`${escapeLike(q.toLowerCase())}%`)
  const byName = `lower(d.id) LIKE ${prefix} OR lower(d.number) LIKE ${prefix}`
  return [tsquery ? `(d.search @@ (${tsquery}) OR ${byName})` : `(${byName})`]
}

const escapeLike = (text: string) => text.replace(/[\\%_]/g, '\\$&')
