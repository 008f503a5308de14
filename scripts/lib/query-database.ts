import pg from 'pg'

/** One statement on a connection of its own. */
export async function queryDatabase(
  databaseUrl: string,
  sql: string,
  values: readonly unknown[] = [],
): Promise<readonly unknown[]> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: 10_000,
  })
  // A server that ends breaks the connection outside of any query; the query reports it.
  client.on('error', () => undefined)
  await client.connect()
  try {
    const { rows } = await client.query(sql, [...values])
    return rows
  } finally {
    await client.end()
  }
}
