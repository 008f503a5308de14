import type pg from 'pg'
import type { Tx } from './db.ts'

/** Runs one statement on whatever holds the transaction, so that verbs and the prober share their SQL. */
export type RunSql = <Row>(text: string, values: readonly unknown[]) => Promise<readonly Row[]>

export function onClient(client: Pick<pg.ClientBase, 'query'>): RunSql {
  // Safe because callers name the columns their statement returns.
  return async <Row>(text: string, values: readonly unknown[]) =>
    (await client.query(text, [...values])).rows as Row[]
}

export function onTransaction(tx: Tx): RunSql {
  return (text, values) => tx.$queryRawUnsafe(text, ...values)
}

/** Runs measured facts into the database together or not at all. They are nobody's decision, so nothing is audited. */
export async function withTransaction(
  pool: pg.Pool,
  work: (run: RunSql) => Promise<void>,
): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await work(onClient(client))
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
