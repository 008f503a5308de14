import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { Inconclusive } from './inconclusive.ts'

export interface ThrowAwayDatabase {
  readonly url: URL
  /** Environment by which PostgreSQL's programs connect to it. */
  readonly env: Readonly<Record<string, string>>
}

const timeoutMs = 10_000

/** Runs work on an empty database of a server for restores, and drops it whatever happened. */
export async function withThrowAwayDatabase<T>(
  server: string | null,
  work: (database: ThrowAwayDatabase) => Promise<T>,
): Promise<T> {
  if (!server) throw new Inconclusive('no_test_server')
  const name = `leitstand_restore_${randomBytes(8).toString('hex')}`
  const admin = await connect(server)
  try {
    await requireHarmlessRole(admin)
    await admin.query(`CREATE DATABASE "${name}" TEMPLATE template0`)
    const url = new URL(server)
    url.pathname = `/${name}`
    return await work({ url, env: toEnvironment(url, name) })
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`).catch(() => undefined)
    await admin.end().catch(() => undefined)
  }
}

async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: timeoutMs,
    application_name: 'leitstand restore test',
  })
  client.on('error', () => undefined)
  try {
    await client.connect()
    return client
  } catch (error) {
    throw new Inconclusive('test_server_unusable', String(error))
  }
}

/** A dump is a program: as a superuser it could start others on the server's machine. */
async function requireHarmlessRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ isSuper: boolean; mayCreate: boolean }>(
    'SELECT rolsuper AS "isSuper", rolcreatedb AS "mayCreate" FROM pg_roles WHERE rolname = current_user',
  )
  if (rows[0]?.isSuper) throw new Inconclusive('test_server_unusable', 'superuser')
  if (!rows[0]?.mayCreate) throw new Inconclusive('test_server_unusable', 'CREATEDB')
}

function toEnvironment(url: URL, database: string) {
  return {
    PGHOST: url.hostname.replace(/^\[|\]$/g, ''),
    PGPORT: url.port || '5432',
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: database,
    PGCONNECT_TIMEOUT: '10',
  }
}

/** Rows of each table of the public search path; null for one that is not there. */
export async function countRows(
  { url }: ThrowAwayDatabase,
  tables: readonly string[],
): Promise<Record<string, number | null>> {
  const client = await connect(url.href)
  const counts: Record<string, number | null> = {}
  try {
    await client.query(`SET statement_timeout = '60s'`)
    for (const table of tables) {
      counts[table] = await client
        .query<{ count: string }>(`SELECT count(*) AS count FROM "${table}"`)
        .then(({ rows }) => Number(rows[0]?.count))
        .catch(() => null)
    }
    return counts
  } finally {
    await client.end().catch(() => undefined)
  }
}
