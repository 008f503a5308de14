import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { applyMigrations } from '#scripts/lib/migrate.ts'
import { startTemporaryServer } from '#scripts/postgres/temporary.ts'
import { listProcessesOf } from '#tests/processes/process-table.ts'
import { runOnServer, type TestDatabase } from '#tests/setup/database.ts'

/** A PostgreSQL that a case can mistreat: nobody else uses it. */
export interface DatabaseServer extends TestDatabase {
  /** Ends all its processes at once, like `pg_ctl stop -m immediate`, and starts it again. */
  crashAndRestart(downMs?: number): Promise<void>
  /** All its processes stand still: connections stay open and nothing answers. */
  freeze(): void
  thaw(): void
}

export async function startDatabaseServer(): Promise<DatabaseServer> {
  const server = await startTemporaryServer({ durable: true })
  await runOnServer(server.url, 'CREATE DATABASE leitstand')
  const url = new URL(server.url)
  url.pathname = '/leitstand'
  await applyMigrations(url.href)
  const signalAll = (signal: NodeJS.Signals) => {
    for (const pid of listServerProcesses(server.dataFolder)) process.kill(pid, signal)
  }
  return {
    url: url.href,
    freeze: () => signalAll('SIGSTOP'),
    thaw: () => signalAll('SIGCONT'),
    drop: () => server.stop(),
    async crashAndRestart(downMs = 500) {
      process.kill(findPostmaster(server.dataFolder), 'SIGQUIT')
      await sleep(downMs)
      await server.restart()
    },
  }
}

const isKeeper = /^\/bin\/sh /

function listServerProcesses(dataFolder: string): readonly number[] {
  return listProcessesOf(dataFolder)
    .filter(({ command }) => !isKeeper.test(command))
    .map(({ pid }) => pid)
}

function findPostmaster(dataFolder: string): number {
  const [pid] = readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')
  return Number(pid)
}
