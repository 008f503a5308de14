import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { get, json, type Route } from '../rest/route.ts'
import { refusal } from './app-routes.ts'

export interface SampleDatabaseOptions {
  readonly name: string
  /** The data that is backed up. */
  readonly file: string
  /** Where backups lie. */
  readonly folder: string
  /** Between two backups. Default a day. */
  readonly everyMs?: number
}

export interface SampleDatabase {
  readonly routes: readonly Route[]
  /** Makes one if the newest is old enough. */
  backUpIfDue(): Promise<void>
  stop(): Promise<void>
}

const dayMs = 86_400_000
const lookEveryMs = 30_000
const kept = 7
const clusterId = '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30'

/** A managed database whose daily backups are real copies of a sample system's data. */
export function startSampleDatabase(options: SampleDatabaseOptions): SampleDatabase {
  const { everyMs = dayMs } = options
  mkdirSync(options.folder, { recursive: true })
  let working = Promise.resolve()
  const backUpIfDue = () => {
    working = working.then(() => backUp(options, everyMs)).catch(console.error)
    return working
  }
  const timer = setInterval(backUpIfDue, Math.min(lookEveryMs, everyMs))
  void backUpIfDue()
  const requireCluster = (id = '') => {
    if (id !== clusterId) throw refusal(404, 'not_found', 'cluster not found')
  }
  return {
    backUpIfDue,
    async stop() {
      clearInterval(timer)
      await working
    },
    routes: [
      get('/v2/databases', () => json(200, { databases: [toCluster(options.name)] })),
      get('/v2/databases/:id/backups', ({ params }) => {
        requireCluster(params.id)
        return json(200, {
          backups: listBackups(options.folder).map(({ madeAt, sizeBytes }) => ({
            created_at: madeAt.toISOString().replace(/\.\d+Z/, 'Z'),
            size_gigabytes: sizeBytes / 1_000_000_000,
          })),
          scheduled_backup_time: {
            ...{ backup_hour: 3, backup_minute: 0 },
            backup_interval_hours: everyMs / 3_600_000,
          },
        })
      }),
      get('/v2/databases/:id/firewall', ({ params }) => {
        requireCluster(params.id)
        return json(200, { rules: [{ uuid: randomUUID(), type: 'app', value: 'hackthestudy' }] })
      }),
    ],
  }
}

function toCluster(name: string) {
  return {
    ...{ id: clusterId, name, engine: 'pg', version: '16', num_nodes: 1 },
    ...{
      size: 'db-s-1vcpu-1gb',
      region: 'fra1',
      status: 'online',
      created_at: '2026-06-01T08:00:00Z',
    },
  }
}

async function backUp({ file, folder }: SampleDatabaseOptions, everyMs: number) {
  const [newest] = listBackups(folder)
  if (!existsSync(file) || (newest && Date.now() - newest.madeAt.getTime() < everyMs)) return
  const source = new DatabaseSync(file, { readOnly: true })
  try {
    await backup(source, join(folder, `${Date.now()}.sqlite`))
  } finally {
    source.close()
  }
  for (const { name } of listBackups(folder).slice(kept)) rmSync(join(folder, name))
}

/** Newest first. */
function listBackups(folder: string) {
  return readdirSync(folder)
    .filter((name) => /^\d+\.sqlite$/.test(name))
    .map((name) => ({
      name,
      madeAt: new Date(Number.parseInt(name, 10)),
      sizeBytes: statSync(join(folder, name)).size,
    }))
    .toSorted((one, other) => other.madeAt.getTime() - one.madeAt.getTime())
}
