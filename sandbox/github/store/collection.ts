import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeJson } from '../../files.ts'

export interface Identified {
  readonly id: number
}

/** Records of one kind, held in memory and kept as one file each. */
export interface Collection<T extends Identified> {
  find(id: number): T | null
  /** In the order of their ids. */
  list(filter?: (record: T) => boolean): T[]
  insert(draft: Omit<T, 'id'>): T
  update(id: number, changes: Partial<Omit<T, 'id'>>): T
  remove(id: number): void
}

export interface CollectionOptions {
  /** Id of the first record. Default 1. */
  readonly firstId?: number
  /** The oldest records beyond this number are removed. Default: none are. */
  readonly keep?: number
}

export function openCollection<T extends Identified>(
  folder: string,
  { firstId = 1, keep = Number.POSITIVE_INFINITY }: CollectionOptions = {},
): Collection<T> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const records = readRecords<T>(folder)
  let nextId = Math.max(firstId, ...[...records.keys()].map((id) => id + 1))

  const write = (record: T) => {
    records.set(record.id, record)
    writeJson(fileOf(folder, record.id), record, 0o600)
    return record
  }
  const remove = (id: number) => {
    records.delete(id)
    rmSync(fileOf(folder, id), { force: true })
  }
  return {
    find: (id) => records.get(id) ?? null,
    list: (filter) => (filter ? [...records.values()].filter(filter) : [...records.values()]),
    insert(draft) {
      const [oldest] = records.keys()
      if (records.size >= keep && oldest !== undefined) remove(oldest)
      return write(withId<T>(draft, nextId++))
    },
    update(id, changes) {
      const record = records.get(id)
      if (!record) throw new Error(`There is no record ${id} in ${folder}.`)
      return write({ ...record, ...changes })
    },
    remove,
  }
}

function fileOf(folder: string, id: number) {
  return join(folder, `${id}.json`)
}

function readRecords<T extends Identified>(folder: string): Map<number, T> {
  if (!existsSync(folder)) return new Map()
  const records = readdirSync(folder)
    .filter((name) => /^\d+\.json$/.test(name))
    // Safe because only this module writes files of that name, atomically.
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as T)
    .sort((one, other) => one.id - other.id)
  return new Map(records.map((record) => [record.id, record]))
}

function withId<T extends Identified>(draft: Omit<T, 'id'>, id: number): T {
  // Safe because a draft is a T without its id.
  return { ...draft, id } as T
}
