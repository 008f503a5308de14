import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll } from 'vitest'
import { runOnServer } from '#tests/setup/database.ts'

export interface Restorer {
  readonly role: string
  /** The server's address as that role. */
  url(): string
  /** Databases of its restores that are still there. */
  listDatabases(): Promise<readonly string[]>
}

/** A role as operators set it up for restores. */
export function useRestorer(database: { readonly url: () => string }): Restorer {
  const role = `restorer_${randomUUID().replaceAll('-', '')}`
  const password = 'only-for-tests'
  beforeAll(() =>
    runOnServer(database.url(), `CREATE ROLE ${role} LOGIN CREATEDB PASSWORD '${password}'`),
  )
  afterAll(() => runOnServer(database.url(), `DROP ROLE IF EXISTS ${role}`))
  return {
    role,
    async listDatabases() {
      const client = new pg.Client({ connectionString: database.url() })
      await client.connect()
      const { rows } = await client.query<{ name: string }>(
        'SELECT datname AS name FROM pg_database WHERE pg_get_userbyid(datdba) = $1',
        [role],
      )
      await client.end()
      return rows.map(({ name }) => name)
    },
    url() {
      const url = new URL(database.url())
      url.username = role
      url.password = password
      url.pathname = '/postgres'
      return url.href
    },
  }
}
