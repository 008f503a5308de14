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

/** A dump is a program: with such rights it could start others on the server's machine, or read its files. */
async function requireHarmlessRole(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ powers: string[]; mayCreate: boolean }>(roleSql)
  const [role] = rows
  if (!role || role.powers.length > 0) {
    throw new Inconclusive('test_server_unusable', role?.powers.join(', ') ?? null)
  }
  if (!role.mayCreate) throw new Inconclusive('test_server_unusable', 'CREATEDB')
}

// Also what it could become: https://www.postgresql.org/docs/current/predefined-roles.html
const roleSql = `
SELECT rolcreatedb AS "mayCreate", ARRAY(
  SELECT CASE WHEN other.rolsuper THEN 'superuser' ELSE other.rolname::text END FROM pg_roles other
  WHERE pg_has_role(current_user, other.oid, 'MEMBER') AND (other.rolsuper OR other.rolname IN
    ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files'))) AS powers
FROM pg_roles WHERE rolname = current_user`

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

/** Names of the extensions that a role without special rights may create in it. */
export async function listExtensions({ url }: ThrowAwayDatabase): Promise<ReadonlySet<string>> {
  const client = await connect(url.href)
  try {
    const { rows } = await client.query<{ name: string }>(
      'SELECT DISTINCT name FROM pg_available_extension_versions WHERE trusted OR NOT superuser',
    )
    return new Set(rows.map(({ name }) => name))
  } finally {
    await client.end().catch(() => undefined)
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
