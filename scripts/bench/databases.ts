import pg from 'pg'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import type { TemporaryServer } from '#scripts/postgres/temporary.ts'

/** An empty database of the product on a bench's server; answers its address. */
export async function createDatabase(server: TemporaryServer, name: string): Promise<string> {
  await queryDatabase(server.url, `CREATE DATABASE ${name}`)
  const url = toUrl(server, name)
  await applyMigrations(url)
  return url
}

/** The same content once more. Nobody may be connected to the original meanwhile. */
export async function copyDatabase(
  server: TemporaryServer,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<string> {
  await withClient(server.url, (client) =>
    // Copies files instead of writing every page to the log as well.
    client.query(`CREATE DATABASE ${to} TEMPLATE ${from} STRATEGY file_copy`),
  )
  return toUrl(server, to)
}

/** Works on a connection of its own, without the time limits of the product's. */
export async function withClient<T>(
  databaseUrl: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function toUrl(server: TemporaryServer, name: string): string {
  const url = new URL(server.url)
  url.pathname = `/${name}`
  return url.href
}
