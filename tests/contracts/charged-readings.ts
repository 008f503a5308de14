import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import { countCalls } from '#lib/hosting/define-kind.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'
import type { FactReader } from '#lib/hosting/readings/fact-reader.ts'
import { findKind } from '#lib/hosting/registry.ts'
import { factReaders } from '#lib/worker/fact-readers.ts'
import { listReadings } from './adapter-readings.ts'

export interface ChargedReading {
  readonly fact: string
  /** What the budget of the account is charged. */
  readonly calls: number
  readonly read: (signal: AbortSignal) => Promise<unknown>
}

const key = { stageId: '', source: '', fact: '' }

/** Everything the worker asks an adapter of its own accord, with the calls that are counted for it. */
export function listChargedReadings(
  adapter: PlatformAdapter,
  components: number,
  backupQuery?: BackupQuery,
): readonly ChargedReading[] {
  const own = listReadings(adapter, backupQuery)
  return factReaders.flatMap((reader): ChargedReading[] => {
    const { fact } = reader
    const kind = findKind(adapter.kind)
    const calls = (kind && countCalls(kind, fact, components)) ?? reader.calls
    if (typeof reader.plan !== 'function' && fact !== 'settings') {
      if (!canTell(adapter, reader.plan)) return []
      return [{ fact, calls, read: (signal) => reader.read(adapter, key, signal) }]
    }
    // These look into the database as well; what they ask is the member of that name.
    const name = fact === 'settings' ? 'configuration' : fact
    return own.flatMap(({ name: member, read }) => (member === name ? [{ fact, calls, read }] : []))
  })
}

function canTell(
  adapter: PlatformAdapter,
  plan: Exclude<FactReader['plan'], (...args: never[]) => unknown>,
): boolean {
  if (plan === 'every-source') return true
  if (plan === 'log-retention') return adapter.logs?.readRetentionDays !== undefined
  return adapter[plan] !== undefined
}
