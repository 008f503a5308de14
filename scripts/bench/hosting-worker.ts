import { once } from 'node:events'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { disconnect, getDb, getPool } from '#lib/core/db.ts'
import { projectStages } from '#lib/health/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { PlatformAdapter } from '#lib/hosting/port.ts'
import { createReader } from '#lib/hosting/readings/reader.ts'
import { platformReaders } from '#lib/hosting/readings/readers.ts'

// The worker's reader alone: platforms that answer over HTTP, counted by account, as many stages as the bench seeded.
export interface HostingReport {
  readonly calls: Readonly<Record<string, number>>
  readonly cpuMs: number
  readonly elapsedMs: number
  readonly releases: number
}

const warmUpMs = 20_000
const measureMs = 60_000

const calls = new Map<string, number>()
const server = createServer((request, response) => {
  const account = request.url ?? ''
  calls.set(account, (calls.get(account) ?? 0) + 1)
  response.end('{}')
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
const base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`

const reader = createReader({
  pool: getPool(),
  readers: platformReaders,
  readCredential: async () => null,
  onProjected: projectStages,
  open: async ({ planned, reader: { calls: count } }) => createAdapter(planned.account, count),
})

/** Sends as many calls as the budget counts for the question. */
function createAdapter(account: string, count: number): PlatformAdapter {
  const ask = async (signal: AbortSignal) => {
    for (let index = 0; index < count; index += 1) {
      const response = await fetch(`${base}/${account}`, { signal })
      if (!response.ok) throw new HostingError('unreachable', 'The target did not answer.')
      await response.text()
    }
  }
  const checks = [
    { permission: 'read', capability: 'releases', state: 'granted', detail: null },
  ] as const
  return {
    kind: 'digitalocean-app-platform',
    checkAccess: async (signal) => {
      await ask(signal)
      return { identity: null, policy: null, checks }
    },
    releases: {
      readRunningRelease: async (signal) => {
        await ask(signal)
        const release = { version: '1.0.0', commitSha: 'a'.repeat(40), releaseId: '1' }
        const state = { state: 'running', since: null, instances: null, detail: null } as const
        const components = ['web', 'worker'].map((component) => ({
          component,
          ...release,
          ...state,
        }))
        return { observedAt: new Date(), pin: null, notes: [], components }
      },
    },
    facts: {
      readFacts: async (signal) => {
        await ask(signal)
        return [{ name: 'region', subject: 'app', value: 'fra1' }]
      },
    },
  }
}

await reader.plan()
const end = new AbortController()
const ticking = (async () => {
  while (!end.signal.aborted) {
    await reader.tick()
    await sleep(1_000)
  }
})()
await sleep(warmUpMs)
calls.clear()
const startedAt = performance.now()
const before = process.cpuUsage()
await sleep(measureMs)
const { user, system } = process.cpuUsage(before)
const elapsedMs = performance.now() - startedAt
const releases = await getDb().reading.count({
  where: { fact: 'release', observedAt: { not: null } },
})
process.send?.({
  ...{ calls: Object.fromEntries(calls), cpuMs: (user + system) / 1_000, elapsedMs, releases },
} satisfies HostingReport)
end.abort()
await ticking
await reader.stop()
server.close()
await disconnect()
process.exit()
