import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { writeJson } from '../../files.ts'

export interface DatabaseInstance {
  readonly identifier: string
  readonly region: string
  readonly engineVersion: string
  /** Days that automated backups are kept; 0 switches them off. */
  readonly retentionDays: number
  readonly isPublic: boolean
  readonly isEncrypted: boolean
  /** Aurora cluster it belongs to. */
  readonly cluster?: string
  /** SQLite file with the data of the stage. */
  readonly file: string
}

export interface Snapshot {
  readonly id: string
  readonly instance: string
  readonly type: 'automated' | 'manual'
  readonly status: string
  /** ISO 8601. */
  readonly createdAt: string | null
  /** When the data was taken, for a copy. */
  readonly originallyCreatedAt?: string
  readonly copyOf?: string
  readonly sizeBytes?: number
}

/** Database instances, and snapshots that are real copies of their files. */
export interface DatabaseStore {
  listInstances(region: string): readonly DatabaseInstance[]
  /** Newest last. */
  listSnapshots(instance?: string): readonly Snapshot[]
  /** Notes it as `creating`; `done` resolves when the copy is complete. Null for a name that is taken. */
  createSnapshot(
    instance: DatabaseInstance,
    id: string,
    type: Snapshot['type'],
  ): { readonly snapshot: Snapshot; readonly done: Promise<void> } | null
  /** Any snapshot in any state, without data. */
  putSnapshot(snapshot: Snapshot): void
  /** Makes what a day's schedule owes, and drops what is kept no longer. */
  keepSchedule(): Promise<void>
}

const dayMs = 86_400_000

export function createDatabaseStore(
  folder: string,
  instances: readonly DatabaseInstance[],
  now: () => Date,
): DatabaseStore {
  const listFile = join(folder, 'snapshots.json')
  const snapshots = new Map<string, Snapshot>(
    readSnapshots(listFile).map((each) => [each.id, each]),
  )
  const put = (snapshot: Snapshot) => {
    snapshots.set(snapshot.id, snapshot)
    mkdirSync(folder, { recursive: true })
    writeJson(listFile, [...snapshots.values()])
  }
  const remove = (id: string) => {
    snapshots.delete(id)
    rmSync(toFile(folder, id), { force: true })
    writeJson(listFile, [...snapshots.values()])
  }
  const copy = async (instance: DatabaseInstance, snapshot: Snapshot) => {
    try {
      const sizeBytes = await copyDatabase(instance.file, toFile(folder, snapshot.id))
      put({ ...snapshot, status: 'available', sizeBytes })
    } catch {
      put({ ...snapshot, status: 'failed' })
    }
  }
  const store: DatabaseStore = {
    listInstances: (region) => instances.filter((instance) => instance.region === region),
    listSnapshots: (instance) =>
      [...snapshots.values()].filter((each) => each.instance === (instance ?? each.instance)),
    createSnapshot(instance, id, type) {
      if (snapshots.has(id)) return null
      const createdAt = now().toISOString()
      const snapshot = { id, instance: instance.identifier, type, status: 'creating', createdAt }
      put(snapshot)
      return { snapshot, done: copy(instance, snapshot) }
    },
    putSnapshot: put,
    async keepSchedule() {
      for (const instance of instances.filter(({ retentionDays }) => retentionDays > 0)) {
        const automated = store
          .listSnapshots(instance.identifier)
          .filter(({ type }) => type === 'automated')
        for (const old of automated) {
          if (ageOf(old, now) > instance.retentionDays * dayMs) remove(old.id)
        }
        const isDue = !automated.some((each) => ageOf(each, now) < dayMs && isGood(each))
        const id = `rds:${instance.identifier}-${now().toISOString().slice(0, 16).replace(/[T:]/g, '-')}`
        if (isDue) await store.createSnapshot(instance, id, 'automated')?.done
      }
    },
  }
  return store
}

function isGood({ status }: Snapshot): boolean {
  return status === 'available' || status === 'creating'
}

function ageOf({ createdAt }: Snapshot, now: () => Date): number {
  return createdAt === null ? 0 : now().getTime() - Date.parse(createdAt)
}

function readSnapshots(file: string): Snapshot[] {
  // Our own file, written by `writeJson` above.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Snapshot[]) : []
}

function toFile(folder: string, id: string): string {
  return join(folder, `${id.replaceAll(':', '_')}.sqlite`)
}

/** A consistent copy while the database is in use; its size in bytes. */
async function copyDatabase(from: string, to: string): Promise<number> {
  if (!existsSync(from)) throw new Error(`There is no database at ${from}.`)
  mkdirSync(join(to, '..'), { recursive: true })
  const source = new DatabaseSync(from, { readOnly: true, timeout: 5_000 })
  try {
    await backup(source, to)
  } finally {
    source.close()
  }
  return statSync(to).size
}
