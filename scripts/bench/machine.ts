import { createRequire } from 'node:module'
import { cpus, release, totalmem, type } from 'node:os'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'

const gigabyte = 1_024 ** 3

/** What the figures were measured on, in one line. */
export async function describeMachine(): Promise<string> {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / gigabyte)
  return [
    `${cpus().length} × ${cpu?.model.trim()}, ${memory} GB memory`,
    `${type()} ${release()}`,
    `Node ${process.versions.node}`,
    `PostgreSQL ${await readPostgresVersion()}`,
    `Next ${readVersion('next')}`,
  ].join(' · ')
}

async function readPostgresVersion(): Promise<string> {
  const server = await startTemporaryServer()
  try {
    const [row] = await queryDatabase(server.url, 'SHOW server_version')
    return String(Object.values(row ?? {})[0])
  } finally {
    await server.stop()
  }
}

function readVersion(name: string): string {
  const { version } = createRequire(import.meta.url)(`${name}/package.json`)
  return version
}
