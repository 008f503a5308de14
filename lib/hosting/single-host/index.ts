import type { HostPort } from '#lib/core/http/parse-target.ts'
import type { CredentialOf } from '#lib/credentials/schemas.ts'
import type { AdapterOptions } from '../create-options.ts'
import { findPinnedFingerprint } from '../host-keys/find-pinned-fingerprint.ts'
import type { HostingAdapter } from '../port.ts'
import { startBackupUnit } from './back-up-now.ts'
import { checkHostAccess } from './check-access.ts'
import { createHostClient, type HostClient } from './client.ts'
import { type ConnectionPool, createConnectionPool } from './connection-pool.ts'
import { createProcessControl } from './control-process.ts'
import { listBackupFiles } from './list-backups.ts'
import { listUnitSettings } from './list-settings.ts'
import { createHostLogs } from './logs.ts'
import { openBackupFile } from './open-backup.ts'
import { openSocket } from './open-socket.ts'
import { requireUsableKey } from './private-key.ts'
import { readHostFacts } from './read-facts.ts'
import { readRunningRelease } from './read-release.ts'
import { listUnits, type SingleHostTarget } from './target.ts'

export interface SingleHostOptions extends AdapterOptions {
  readonly target: SingleHostTarget
  readonly credential: CredentialOf<'single-host'>
  /** The fingerprint a host is trusted by; null while nobody trusted it. Default: what an admin pinned. */
  readonly findPinned?: (address: HostPort) => Promise<string | null>
  /** Connections to be shared. Default: those of this process. */
  readonly pool?: ConnectionPool
  /** How long a command may take. Default 15 000. */
  readonly commandTimeoutMs?: number
  /** Pause before a followed journal is taken up again. Default 1 000. */
  readonly followPauseMs?: number
}

/** One Linux host that is asked over SSH. Throws `not_configured` when the stored key cannot be used. */
export function createSingleHostAdapter(options: SingleHostOptions): HostingAdapter {
  const { target, components } = options
  const units = listUnits(target)
  const client = toClient(options)
  const { backupUnit } = target
  return {
    kind: 'single-host',
    checkAccess: (signal) => checkHostAccess(client, target, signal),
    releases: {
      readRunningRelease: (signal) => readRunningRelease(client, target, components, signal),
    },
    logs: createHostLogs(client, target, {
      pauseMs: options.followPauseMs ?? 1_000,
      attempts: 5,
    }),
    backups: {
      listBackups: (query, signal) => listBackupFiles(client, query, signal),
      openBackup: (externalId, request, signal) =>
        openBackupFile(client, externalId, request, signal),
      ...(backupUnit
        ? { backUpNow: (_query, _key, signal) => startBackupUnit(client, backupUnit, signal) }
        : {}),
    },
    configuration: {
      listSettings: (fingerprint, signal) => listUnitSettings(client, units, fingerprint, signal),
    },
    processes: createProcessControl(client, target),
    facts: { readFacts: (signal) => readHostFacts(client, target.host, signal) },
  }
}

function toClient(options: SingleHostOptions): HostClient {
  const { user, host, port } = options.target
  const address = { host: host.toLowerCase(), port }
  const name = `${user}@${host}`
  requireUsableKey(options.credential, name)
  const findPinned = options.findPinned ?? findPinnedFingerprint
  return createHostClient({
    name,
    pool: options.pool ?? getPool(),
    commandTimeoutMs: options.commandTimeoutMs ?? 15_000,
    login: async () => ({
      target: address,
      user,
      credential: options.credential,
      pinned: await findPinned(address),
    }),
  })
}

let shared: ConnectionPool | undefined

function getPool(): ConnectionPool {
  shared ??= createConnectionPool({
    openSocket,
    timeoutMs: 15_000,
    keepaliveMs: 10_000,
    idleMs: 30_000,
    maxSessions: 8,
    maxConnections: 200,
  })
  return shared
}
