import type pg from 'pg'
import { getPool } from '#lib/core/db.ts'
import type { LogLevel } from '../words.ts'
import type { Arrival } from './arrivals.ts'
import { toStoredLevel } from './stored-level.ts'

export interface StoredLine {
  readonly id: string
  readonly at: Date
  readonly level: number
  readonly component: string | null
  readonly instance: string | null
  readonly text: string
  readonly coloured: string | null
}

export interface NewestQuery {
  readonly stageId: string
  readonly from: Date
  readonly to: Date
  readonly text: string | null
  readonly matchCase: boolean
  readonly levels: readonly (LogLevel | null)[] | null
  readonly components: readonly string[] | null
  readonly limit: number
}

const columns = 'id::text, at, level, component, instance, text, coloured'
/** Lines read one by one for a text before the index of trigrams is asked: text that occurs often is found by then. */
const nearLines = 20_000
/** The same where the index cannot help: for text of one or two characters, or on a server without trigrams. */
const soleLines = 200_000

export interface NewestLines {
  readonly lines: readonly StoredLine[]
  /** Lines before this were not searched; null when the whole window was. */
  readonly searchedTo: Date | null
}

/** Newest lines first, found in the way that suits the question: by time, by the minutes that hold any, or by text. */
export async function readNewest(query: NewestQuery): Promise<NewestLines> {
  if (query.text) return searchText(query, query.text)
  const read = query.levels || query.components ? readMinutes : readTime
  return { lines: await read(query), searchedTo: null }
}

async function readTime({ stageId, from, to, limit }: NewestQuery): Promise<StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(
    `SELECT ${columns} FROM pushed_log WHERE stage_id = $1 AND at >= $2 AND at < $3
     ORDER BY at DESC, pushed_log.id DESC LIMIT $4`,
    [stageId, from, to, limit],
  )
  return rows
}

/** Lines of a level or component may be rare: only minutes known to hold some are read. */
async function readMinutes(query: NewestQuery): Promise<StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(
    `SELECT l.* FROM (
       SELECT DISTINCT at FROM pushed_log_minute
       WHERE stage_id = $1 AND at >= date_trunc('minute', $2::timestamptz) AND at < $3
         AND ($4::smallint[] IS NULL OR level = ANY($4)) AND ($5::text[] IS NULL OR component = ANY($5))
     ) m CROSS JOIN LATERAL (
       SELECT ${columns} FROM pushed_log
       WHERE stage_id = $1 AND at >= greatest(m.at, $2) AND at < least(m.at + interval '1 minute', $3)
         AND ($4::smallint[] IS NULL OR level = ANY($4)) AND ($5::text[] IS NULL OR component = ANY($5))
       ORDER BY at DESC, pushed_log.id DESC LIMIT $6
     ) l ORDER BY m.at DESC, l.at DESC, l.id::bigint DESC LIMIT $6`,
    [query.stageId, query.from, query.to, ...toFilters(query), query.limit],
  )
  return rows
}

const toFilters = ({ levels, components }: Pick<NewestQuery, 'levels' | 'components'>) => [
  levels?.map(toStoredLevel) ?? null,
  components && [...components],
]

async function searchText(query: NewestQuery, text: string): Promise<NewestLines> {
  const client = await getPool().connect()
  try {
    const isIndexed = text.length >= 3 && (await hasTrigrams(client))
    const boundary = await findBoundary(client, query, isIndexed ? nearLines : soleLines)
    const near = await search(client, { ...query, from: boundary ?? query.from }, text)
    if (!boundary || near.length >= query.limit) return { lines: near, searchedTo: null }
    if (!isIndexed) return { lines: near, searchedTo: boundary }
    const limit = query.limit - near.length
    const far = await searchByIndex(client, { ...query, to: boundary, limit }, text)
    return { lines: [...near, ...far], searchedTo: null }
  } finally {
    client.release()
  }
}

async function hasTrigrams(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT to_regclass('pushed_log_text') IS NOT NULL AS found",
  )
  return rows[0]?.found ?? false
}

/** When the nearest lines end; null when the window holds no more than those. */
async function findBoundary(
  client: pg.PoolClient,
  query: NewestQuery,
  lines: number,
): Promise<Date | null> {
  const { rows } = await client.query<{ at: Date }>(
    `SELECT at FROM pushed_log WHERE stage_id = $1 AND at >= $2 AND at < $3
     ORDER BY at DESC OFFSET $4 LIMIT 1`,
    [query.stageId, query.from, query.to, lines],
  )
  return rows[0]?.at ?? null
}

/** The rest is read by text alone: the planner cannot know how rare it is, and by time it could read a whole day. */
async function searchByIndex(
  client: pg.PoolClient,
  query: NewestQuery,
  text: string,
): Promise<StoredLine[]> {
  await client.query('BEGIN READ ONLY')
  try {
    await client.query('SET LOCAL enable_indexscan = off; SET LOCAL enable_seqscan = off')
    return await search(client, query, text)
  } finally {
    await client.query('ROLLBACK')
  }
}

async function search(
  client: pg.PoolClient,
  query: NewestQuery,
  text: string,
): Promise<StoredLine[]> {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await client.query<StoredLine>(
    `SELECT ${columns} FROM pushed_log
     WHERE stage_id = $1 AND at >= $2 AND at < $3 AND text ${query.matchCase ? 'LIKE' : 'ILIKE'} $4
       AND ($5::smallint[] IS NULL OR level = ANY($5)) AND ($6::text[] IS NULL OR component = ANY($6))
     ORDER BY at DESC, pushed_log.id DESC LIMIT $7`,
    [query.stageId, query.from, query.to, pattern, ...toFilters(query), query.limit],
  )
  return rows
}

/** Lines that one statement stored. */
export async function readArrived(
  arrival: Arrival & { readonly components: readonly string[] | null },
): Promise<readonly StoredLine[]> {
  const { rows } = await getPool().query<StoredLine>(
    `SELECT ${columns} FROM pushed_log
     WHERE stage_id = $1 AND at >= $2 AND at <= $3 AND pushed_log.id BETWEEN $4 AND $5
       AND ($6::text[] IS NULL OR component = ANY($6))
     ORDER BY at, pushed_log.id LIMIT 2000`,
    [
      arrival.stageId,
      arrival.from,
      arrival.to,
      arrival.firstId,
      arrival.lastId,
      arrival.components,
    ],
  )
  return rows
}
