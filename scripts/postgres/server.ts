import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { Problem } from '#scripts/lib/problem.ts'
import { type Cluster, databaseUser } from './cluster.ts'
import { asOwner } from './owner.ts'

/**
 * Runs the server and asks it to stop as soon as descriptor 3 closes, which also happens when the
 * process at its other end is killed. A shell, because it costs a megabyte and runs as any account.
 */
const keeper = `
"$@" 3<&- &
server=$!
(read -r line <&3; kill -INT "$server") 2>/dev/null &
watcher=$!
trap : TERM INT
wait "$server"; status=$?
while kill -0 "$server" 2>/dev/null; do wait "$server"; status=$?; done
kill "$watcher" 2>/dev/null
exit "$status"
`

export interface ServerOptions {
  readonly port: number
  /** False gives up crash safety for speed. Default true. */
  readonly durable?: boolean
  /** Default 100. */
  readonly maxConnections?: number
}

/** Starts the server; ending the child's fourth stream stops it in an orderly way. */
export function spawnServer(cluster: Cluster, options: ServerOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    port: options.port,
    max_connections: options.maxConnections ?? 100,
    ...(options.durable === false
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
      : {}),
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const command = [cluster.binaries.postgres, '-D', cluster.dataFolder, ...flags]
  return spawn('/bin/sh', ['-c', keeper, 'postgres-keeper', ...command], {
    ...asOwner(cluster.owner),
    cwd: '/',
    detached: true,
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
}

export function stopServer(server: ChildProcess): void {
  const watched = server.stdio[3]
  if (watched && 'end' in watched) watched.end()
}

export function toDatabaseUrl(cluster: Cluster, port: number, database: string): string {
  return `postgresql://${databaseUser}:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/${database}`
}

/** Resolves once a query is answered; throws when the signal fires or the time is over. */
export async function waitForServer(
  url: string,
  signal: AbortSignal,
  timeoutMs = 60_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs
  while (Date.now() < deadline) {
    signal.throwIfAborted()
    if (await answers(url)) return
    await sleep(50)
  }
  throw new Problem(`The embedded PostgreSQL did not answer within ${timeoutMs / 1000} s.`)
}

/** Creates the database unless it is there. The name is ours, never a person's input. */
export async function ensureDatabase(adminUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const found = await client.query('select 1 from pg_database where datname = $1', [name])
    if (found.rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.query('select 1')
    return true
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
