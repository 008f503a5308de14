import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type BackupSchedule, scheduleBackups } from '../backups/schedule-backups.ts'
import type { Service } from '../host/control-api.ts'
import type { StageRuntime } from '../host/stage-runtime.ts'
import type { PortBook } from '../ports.ts'
import type { SampleServer } from '../systems/sample-system.ts'
import { openSshKey } from './keys.ts'
import { type SshServer, startSshServer } from './start-ssh-server.ts'

/** How long a database is away while it restarts. */
const databasePauseMs = 1_500

/** A stage that is a host. */
export interface SshStage {
  readonly server: SampleServer
  readonly stage: StageRuntime
  /** Bare repository of the system. */
  readonly repository: string
  readonly database?: Service
}

export interface SshHost extends Pick<SshServer, 'port' | 'fingerprint' | 'faults' | 'ledger'> {
  /** `system/stage`. */
  readonly key: string
  readonly hostname: string
}

export interface SshHosts {
  readonly hosts: readonly SshHost[]
  /** Holds the key the portal logs in with. */
  readonly privateKeyFile: string
  readonly keyFingerprint: string
  stop(): Promise<void>
}

export interface SshOptions {
  /** Folder for keys. */
  readonly folder: string
  readonly ports: PortBook
  readonly stages: readonly SshStage[]
}

/** Lets every stage that is a host be reached by SSH, and makes its backups. */
export async function startSshHosts({ folder, ports, stages }: SshOptions): Promise<SshHosts> {
  const clientKey = openSshKey(join(folder, 'portal-key'), 'leitstand')
  const started = await Promise.all(
    stages.map(async ({ server, stage, repository, database }) => {
      const schedule = scheduleBackups(stage.folder, server.backups)
      const running = await startSshServer({
        ...{ name: `ssh/${stage.key}`, folder, ports, user: server.user, clientKey },
        toHost: (faults) => ({
          server,
          stage,
          repository,
          backUp: () => void schedule.run().catch(() => undefined),
          async restartDatabase() {
            await database?.stop()
            await wait(databasePauseMs)
            await database?.start()
          },
          hasLostCursor: (line) => faults.take('lost-cursor', line),
        }),
      })
      return { key: stage.key, hostname: server.hostname, running, schedule }
    }),
  )
  return {
    hosts: started.map(({ key, hostname, running }) => ({ key, hostname, ...running })),
    privateKeyFile: clientKey.file,
    keyFingerprint: clientKey.fingerprint,
    stop: () => stopAll(started),
  }
}

async function stopAll(
  started: readonly { readonly running: SshServer; readonly schedule: BackupSchedule }[],
) {
  await Promise.all(started.flatMap(({ running, schedule }) => [running.stop(), schedule.stop()]))
}
