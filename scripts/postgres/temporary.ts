import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findLockHolder, takeLock } from '#scripts/lib/file-lock.ts'
import { findFreePort } from '#scripts/lib/free-port.ts'
import { prepareBinaries } from './binaries.ts'
import { type Cluster, prepareCluster } from './cluster.ts'
import { getServerOwner } from './owner.ts'
import {
  type ServerOptions,
  spawnServer,
  stopServer,
  toDatabaseUrl,
  waitForServer,
} from './server.ts'

const prefix = 'leitstand-postgres-'
const youngMs = 60_000

export interface TemporaryServer {
  /** Of the administrator's database; derive others by the path. */
  readonly url: string
  /** Working directory of all its processes. */
  readonly dataFolder: string
  /** Starts it again over the same data after somebody ended it. */
  restart(): Promise<void>
  /** Ends the server and removes its data. */
  stop(): Promise<void>
}

export interface TemporaryServerOptions {
  readonly maxConnections?: number
  /** True keeps what was committed when the server is ended at once. Default false: fast. */
  readonly durable?: boolean
}

/** A PostgreSQL for one test or bench run, gone with the process that asked. */
export async function startTemporaryServer(
  options: TemporaryServerOptions = {},
): Promise<TemporaryServer> {
  removeAbandoned()
  const folder = mkdtempSync(join(tmpdir(), prefix))
  takeLock(join(folder, 'lock'))
  chmodSync(folder, 0o711)
  const owner = getServerOwner(join(folder, 'data'))
  const cluster = prepareCluster({
    folder,
    passwordFile: join(folder, 'password'),
    owner,
    binaries: prepareBinaries(owner, join(tmpdir(), 'leitstand')),
  })
  const port = await findFreePort()
  const url = toDatabaseUrl(cluster, port, 'postgres')
  const serve = () => serveUntilStopped(cluster, url, { port, durable: false, ...options })
  let serving = await serve()
  return {
    url,
    dataFolder: cluster.dataFolder,
    async restart() {
      await serving.ended
      serving = await serve()
    },
    async stop() {
      stopServer(serving.server)
      await serving.ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function serveUntilStopped(cluster: Cluster, url: string, options: ServerOptions) {
  const server = spawnServer(cluster, options)
  const early = new AbortController()
  const ended = once(server, 'exit').then(() => early.abort(new Error('It ended at once.')))
  const log: string[] = []
  server.stderr?.on('data', (chunk: Buffer) => log.push(chunk.toString()))
  server.stdout?.resume()
  await waitForServer(url, early.signal).catch((error: unknown) => {
    throw new Error(`PostgreSQL for this run did not start: ${log.join('')}`, { cause: error })
  })
  return { server, ended }
}

/** A run that was killed could not remove its folder; its server has ended with it. */
function removeAbandoned(): void {
  for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(prefix))) {
    const folder = join(tmpdir(), name)
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: Date.now() }
    if (Date.now() - mtimeMs < youngMs || findLockHolder(join(folder, 'lock')) !== null) continue
    rmSync(folder, { recursive: true, force: true })
  }
}
