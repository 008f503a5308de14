import pg from 'pg'
import { getPool } from '#lib/core/db.ts'
import { patternTooSlow } from '../read/matcher.ts'
import { findRareWords } from './find-rare-words.ts'
import { type Search, toLineTest } from './line-test.ts'
import { lineColumns, type NewestLines, type StoredLine } from './stored-line.ts'

export interface SearchBudget {
  /** Lines are read one by one, newest first, for this long: what occurs often is found by then. */
  readonly nearMs: number
  /** Then the index of trigrams is asked for the rest, when a word of the question is rare. */
  readonly indexMs: number
  /** Reading one by one goes on until this, all in all; then the answer ends early and says so. */
  readonly wholeMs: number
}

const usualBudget: SearchBudget = { nearMs: 100, indexMs: 350, wholeMs: 700 }

/** Newest lines that hold a text or match a pattern. It takes as long as it may, not as long as there are lines. */
export async function searchLines(query: Search, budget = usualBudget): Promise<NewestLines> {
  const startedAt = performance.now()
  const client = await getPool().connect()
  try {
    const near = await scan(client, query, budget.nearMs)
    if (!near.searchedTo) return near
    const rest = { ...query, to: near.searchedTo, limit: query.limit - near.lines.length }
    const far =
      (await searchByWords(client, rest, budget.indexMs)) ??
      (await scan(client, rest, budget.wholeMs - (performance.now() - startedAt)))
    return { lines: [...near.lines, ...far.lines], searchedTo: far.searchedTo }
  } catch (error) {
    if (query.pattern !== null && isTooMuch(error)) throw patternTooSlow()
    throw error
  } finally {
    client.release()
  }
}

type Row = StoredLine & { readonly hit: boolean }

/** Lines that show how far reading came, when it ends early; more than share a millisecond. */
const scannedAtEnd = 1_000

/** For what cannot be interrupted between two lines. */
const graceMs = 1_000

/** By time. Once the time is over every line passes, so that the statement ends where it is. */
async function scan(client: pg.PoolClient, query: Search, budgetMs: number): Promise<NewestLines> {
  if (budgetMs <= 0) return { lines: [], searchedTo: query.to }
  const { isWorse, sql, values } = toLineTest(query)
  const settings = `enable_sort = off; SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = ${Math.ceil(budgetMs) + graceMs}`
  const { rows } = await readOnly(client, settings, () =>
    client.query<Row>(
      `SELECT ${lineColumns}, (${sql}) AS hit FROM pushed_log
       WHERE stage_id = $1 AND at >= $2 AND at < $3 ${isWorse ? 'AND level >= 5' : ''}
         AND ((${sql}) OR clock_timestamp() > statement_timestamp() + $10 * interval '1 ms')
       ORDER BY at DESC, pushed_log.id DESC LIMIT $4`,
      [...values, Math.ceil(budgetMs)].with(3, Math.max(query.limit, scannedAtEnd)),
    ),
  )
  const hits = rows.filter(({ hit }) => hit)
  const last = rows.at(-1)
  const lines = hits.slice(0, query.limit)
  if (!last || hits.length === rows.length || lines.length === query.limit) {
    return { lines, searchedTo: null }
  }
  // Of the last millisecond some lines may not have been read.
  const searchedTo = new Date(last.at.getTime() + 1)
  return { lines: lines.filter(({ at }) => at >= searchedTo), searchedTo }
}

/** By the rare words alone, because common ones cost most and exclude nothing; null when that is no way to find it. */
async function searchByWords(
  client: pg.PoolClient,
  query: Search,
  budgetMs: number,
): Promise<NewestLines | null> {
  const words = await findRareWords(client, query)
  if (words.length === 0 || budgetMs <= 0) return null
  const { sql, values } = toLineTest(query)
  const indexed = words.map((_, index) => `text ILIKE $${index + 10}`).join(' AND ')
  // By time the planner would read a whole day, because it cannot know how rare a text is.
  const settings = `enable_indexscan = off; SET LOCAL enable_seqscan = off; SET LOCAL statement_timeout = ${Math.ceil(budgetMs)}`
  try {
    const { rows } = await readOnly(client, settings, () =>
      client.query<StoredLine>(
        `SELECT ${lineColumns} FROM pushed_log
         WHERE stage_id = $1 AND at >= $2 AND at < $3 AND ${indexed} AND ${sql}
         ORDER BY at DESC, pushed_log.id DESC LIMIT $4`,
        [...values, ...words.map((word) => `%${word}%`)],
      ),
    )
    return { lines: rows, searchedTo: null }
  } catch (error) {
    if (isCancelled(error)) return null
    throw error
  }
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const isCancelled = (error: unknown) => error instanceof pg.DatabaseError && error.code === '57014'
/** The time ended while a pattern was prepared or one line was tried, or the pattern itself is too large. */
const isTooMuch = (error: unknown) =>
  isCancelled(error) || (error instanceof pg.DatabaseError && error.code === '2201B')

async function readOnly<T>(
  client: pg.PoolClient,
  settings: string,
  read: () => Promise<T>,
): Promise<T> {
  // Compiling a statement takes longer than it may run.
  await client.query(`BEGIN READ ONLY; SET LOCAL jit = off; SET LOCAL ${settings}`)
  try {
    return await read()
  } finally {
    await client.query('ROLLBACK')
  }
}
