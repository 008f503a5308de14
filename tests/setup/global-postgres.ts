import { randomUUID } from 'node:crypto'
import type { TestProject } from 'vitest/node'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'
import { runOnServer } from './database.ts'

/**
 * One PostgreSQL for the whole run, with one migrated template that each test file clones.
 * `TEST_DATABASE_SERVER_URL` names a server that already runs, to save its start while developing.
 */
export default async function startPostgres(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_SERVER_URL
  const server = given
    ? { url: given, stop: async () => {} }
    : await startTemporaryServer({ maxConnections: 300 })
  const templateName = `leitstand_template_${randomUUID().replaceAll('-', '')}`
  await runOnServer(server.url, `CREATE DATABASE "${templateName}"`)
  const url = new URL(server.url)
  url.pathname = `/${templateName}`
  await applyMigrations(url.href)
  project.provide('database', { serverUrl: server.url, templateName })
  return async () => {
    await runOnServer(server.url, `DROP DATABASE IF EXISTS "${templateName}" WITH (FORCE)`)
    await server.stop()
  }
}
