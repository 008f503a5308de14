import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'

export type ReadingName = 'releases' | 'rollback' | 'configuration' | 'facts' | 'backups' | 'logs'

export interface AdapterReading {
  readonly name: ReadingName
  /** Settles to `nothing` when the answer makes no statement, else to `something`. */
  readonly read: (signal: AbortSignal) => Promise<'nothing' | 'something'>
}

/** Every question an adapter can be asked, by the members it has. */
export function listReadings(
  adapter: PlatformAdapter,
  backupQuery?: BackupQuery,
): readonly AdapterReading[] {
  const { releases, rollback, backups, configuration, facts, logs } = adapter
  return [
    ...(releases ? [readingOfReleases(releases)] : []),
    ...(rollback ? [reading('rollback', (signal) => rollback.listTargets(signal))] : []),
    ...(configuration ? [readingOfSettings(configuration)] : []),
    ...(facts ? [reading('facts', (signal) => facts.readFacts(signal))] : []),
    ...(backups ? [readingOfBackups(backups, backupQuery)] : []),
    ...(logs ? [readingOfLogs(logs)] : []),
  ]
}

function reading(
  name: ReadingName,
  list: (signal: AbortSignal) => Promise<readonly unknown[]>,
): AdapterReading {
  return { name, read: async (signal) => say((await list(signal)).length === 0) }
}

function readingOfReleases(releases: NonNullable<PlatformAdapter['releases']>): AdapterReading {
  return {
    name: 'releases',
    async read(signal) {
      const { components } = await releases.readRunningRelease(signal)
      return say(components.length > 0 && components.every(({ state }) => state === 'unknown'))
    },
  }
}

function readingOfSettings(configuration: NonNullable<PlatformAdapter['configuration']>) {
  return reading('configuration', (signal) =>
    configuration.listSettings((value) => `fingerprint of ${value.length}`, signal),
  )
}

function readingOfBackups(
  backups: NonNullable<PlatformAdapter['backups']>,
  wanted: BackupQuery | undefined,
) {
  const query = wanted ?? {
    since: new Date(Date.now() - 7 * 86_400_000),
    path: null,
    pattern: null,
  }
  return reading('backups', async (signal) => (await backups.listBackups(query, signal)).backups)
}

function readingOfLogs(logs: NonNullable<PlatformAdapter['logs']>): AdapterReading {
  return reading('logs', async (signal) => {
    const to = new Date()
    const query = {
      ...{ from: new Date(to.getTime() - 3_600_000), to },
      ...{ text: null, components: null, limit: 10 },
    }
    const lines = await Array.fromAsync(logs.read(query, signal))
    return lines.filter(({ kind }) => kind === 'line')
  })
}

function say(isNothing: boolean) {
  return isNothing ? ('nothing' as const) : ('something' as const)
}
