import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { getPool } from '#lib/core/db.ts'
import { unavailable } from '#lib/core/errors.ts'
import { withColours } from '../line/with-colours.ts'
import type { LogEntry } from '../types.ts'
import { toStoredLevel } from './stored-level.ts'

/** A line ready to be stored. */
export interface PushedLine
  extends Pick<LogEntry, 'component' | 'instance' | 'level' | 'text' | 'spans'> {
  readonly at: Date
}

interface Row extends PushedLine {
  readonly stageId: string
}

interface Waiting {
  readonly rows: readonly Row[]
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

const gatherMs = 10
const batchRows = 2_000
const maxWaitingRows = 100_000
let waiting: Waiting[] = []
let waitingRows = 0
let isStoring = false

/** Stores lines; those of the same moment share a statement. Resolves once they are committed. */
export function storeLines(stageId: string, lines: readonly PushedLine[]): Promise<void> {
  if (lines.length === 0) return Promise.resolve()
  if (waitingRows + lines.length > maxWaitingRows) {
    throw unavailable('More lines arrive than can be stored.', {
      reason: 'log_overload',
      retryAfterSeconds: 2,
    })
  }
  return new Promise((resolve, reject) => {
    waiting.push({ rows: lines.map((line) => ({ ...line, stageId })), resolve, reject })
    waitingRows += lines.length
    if (!isStoring) void storeWaiting()
  })
}

// One batch after the other: a burst makes them larger and leaves the other connections to the pages.
async function storeWaiting(): Promise<void> {
  isStoring = true
  while (waiting.length > 0) {
    await sleep(gatherMs)
    const batch = takeBatch()
    try {
      await insert(batch.flatMap(({ rows }) => rows))
      for (const { resolve } of batch) resolve()
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
  isStoring = false
}

function takeBatch(): readonly Waiting[] {
  let size = 0
  const end = waiting.findIndex(({ rows }, index) => {
    size += rows.length
    return index > 0 && size > batchRows
  })
  const batch = end < 0 ? waiting : waiting.slice(0, end)
  waiting = end < 0 ? [] : waiting.slice(end)
  for (const { rows } of batch) waitingRows -= rows.length
  return batch
}

/** A row PostgreSQL will not take is found by halving, so that it is lost alone. */
async function insert(rows: readonly Row[]): Promise<void> {
  try {
    await insertTogether(rows)
  } catch (error) {
    if (isCode(error, '23514')) {
      await addPartitions(rows)
      return insertTogether(rows)
    }
    if (!isCode(error, '22')) throw error
    if (rows.length === 1) return
    const middle = Math.ceil(rows.length / 2)
    await insert(rows.slice(0, middle))
    await insert(rows.slice(middle))
  }
}

const isCode = (error: unknown, start: string): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  String(error.code).startsWith(start)

async function addPartitions(rows: readonly Row[]): Promise<void> {
  const days = rows.map(({ at }) => at.toISOString().slice(0, 10)).toSorted()
  await getPool().query('SELECT add_log_partitions($1::date, $2::date)', [days[0], days.at(-1)])
}

async function insertTogether(rows: readonly Row[]): Promise<void> {
  const column = <T>(read: (row: Row) => T): T[] => rows.map(read)
  await getPool().query({
    name: 'store-pushed-lines',
    text: insertSql,
    values: [
      column(({ stageId }) => stageId),
      column(({ at }) => at),
      column(({ level }) => toStoredLevel(level)),
      column(({ component }) => component),
      column(({ instance }) => instance),
      column(({ text }) => text),
      column(({ text, spans }) => (spans.length > 0 ? withColours(text, spans) : null)),
    ],
  })
}

// Minutes are counted in a fixed order, so that two processes never wait for each other. The notice tells followers
// which rows to look for.
const insertSql = `
WITH given AS (
  SELECT * FROM unnest($1::uuid[], $2::timestamptz[], $3::smallint[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS l(stage_id, at, level, component, instance, text, coloured)
), stored AS (
  INSERT INTO pushed_log (stage_id, at, level, component, instance, text, coloured)
  SELECT stage_id, at, level, component, instance, text, coloured FROM given
  RETURNING stage_id, at, id
), counted AS (
  INSERT INTO pushed_log_minute AS m (stage_id, at, component, level, lines)
  SELECT stage_id, date_trunc('minute', at), coalesce(component, ''), level, count(*) FROM given
  GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
  ON CONFLICT (stage_id, at, component, level) DO UPDATE SET lines = m.lines + excluded.lines
)
SELECT pg_notify('leitstand_log', json_build_object(
  'stageId', stage_id, 'from', min(at), 'to', max(at), 'firstId', min(id)::text, 'lastId', max(id)::text)::text)
FROM stored GROUP BY stage_id`
