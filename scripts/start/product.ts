import { z } from 'zod'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { spawnNode } from '#scripts/lib/spawn-node.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import type { Portal } from './portal.ts'
import { createProcessLog, isNoteworthyRecord } from './process-log.ts'

const healthSchema = z.object({ status: z.string() })

export function startWeb(portal: Portal): Promise<void> {
  const { port } = portal
  return portal.supervisor.start({
    name: 'web',
    log: createLog(portal, 'web'),
    launch: () =>
      spawnNode(
        [
          ...['node_modules/next/dist/bin/next', 'start'],
          ...['--hostname', '127.0.0.1', '--port', String(port)],
        ],
        portal.environment,
      ),
    waitUntilReady: (_child, signal) => waitForHealth(port, signal, ({ answered }) => answered),
    requestStop: (child) => child.kill('SIGTERM'),
    // Open event streams keep the server alive for ever; browsers reconnect by themselves.
    stopWithinMs: 5_000,
  })
}

export function startWorker(portal: Portal): Promise<void> {
  const databaseUrl = String(portal.environment.DATABASE_URL)
  let launchedAt = new Date(0)
  return portal.supervisor.start({
    name: 'worker',
    log: createLog(portal, 'worker'),
    async launch() {
      launchedAt = await readDatabaseTime(databaseUrl)
      return spawnNode(['--conditions=react-server', 'lib/worker/main.ts'], portal.environment)
    },
    waitUntilReady: (_child, signal) => waitForLease(databaseUrl, launchedAt, signal),
    requestStop: (child) => child.kill('SIGTERM'),
    stopWithinMs: 12_000,
  })
}

/** A worker that works says so in the database; one of an earlier start does not count. */
async function waitForLease(databaseUrl: string, since: Date, signal: AbortSignal): Promise<void> {
  await waitUntil('The worker', signal, async () => {
    const leases = await queryDatabase(
      databaseUrl,
      'select 1 from worker_lease where started_at >= $1 limit 1',
      [since],
    )
    return leases.length > 0
  })
}

async function readDatabaseTime(databaseUrl: string): Promise<Date> {
  const rows = await queryDatabase(databaseUrl, 'select clock_timestamp() as now')
  return z.object({ now: z.date() }).parse(rows[0]).now
}

/** Resolves when web, worker and database all say that they are well. */
export function waitForPortal(portal: Portal): Promise<void> {
  return waitForHealth(portal.port, portal.signal, ({ healthy }) => healthy)
}

interface Health {
  readonly answered: boolean
  readonly healthy: boolean
  readonly text: string
}

async function waitForHealth(
  port: number,
  signal: AbortSignal,
  isEnough: (health: Health) => boolean,
): Promise<void> {
  let last: Health | undefined
  await waitUntil(
    () => `The portal, which says: ${last?.text ?? 'nothing'},`,
    signal,
    async () => {
      last = await readHealth(port)
      return isEnough(last)
    },
  )
}

async function readHealth(port: number): Promise<Health> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/api/health`, {
      signal: AbortSignal.timeout(5_000),
    })
    const text = await response.text()
    const report = healthSchema.safeParse(JSON.parse(text))
    return { answered: true, healthy: report.data?.status === 'healthy', text }
  } catch (error) {
    return { answered: error instanceof SyntaxError, healthy: false, text: 'no answer' }
  }
}

function createLog(portal: Portal, name: string) {
  return createProcessLog({
    file: portal.home.path('logs', `${name}.log`),
    isNoteworthy: isNoteworthyRecord,
    echo: (line) => portal.steps.say(`[${name}] ${line}`),
  })
}
