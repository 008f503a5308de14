import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { connect as openTcp } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { createConnectionPool, type PoolOptions } from '#lib/hosting/single-host/connection-pool.ts'
import { createSingleHostAdapter, type SingleHostOptions } from '#lib/hosting/single-host/index.ts'
import { singleHostTarget } from '#lib/hosting/single-host/target.ts'
import type { StageRuntime } from '#sandbox/host/stage-runtime.ts'
import { startHost } from '#sandbox/host/start-host.ts'
import { openPortBook } from '#sandbox/ports.ts'
import type { Fault } from '#sandbox/ssh/faults.ts'
import { startSshHosts } from '#sandbox/ssh/index.ts'
import { buildRepository } from '#sandbox/systems/build-repository.ts'
import { lifetimecircle } from '#sandbox/systems/lifetimecircle.ts'
import { mvp } from '#sandbox/systems/mvp.ts'
import type { SampleSystem } from '#sandbox/systems/sample-system.ts'

const targets = {
  lifetimecircle: {
    host: 'staging.lifetimecircle.de',
    user: 'deploy',
    services: {
      api: { systemd: 'lifetimecircle-api' },
      web: { systemd: 'nginx.service' },
    },
    repository: '/opt/lifetimecircle/app',
    dataPaths: ['/var/lib/lifetimecircle/data'],
    backupUnit: 'lifetimecircle-backup.service',
  },
  mvp: {
    host: 'staging.mvp.example',
    user: 'deploy',
    services: {
      web: { systemd: 'mvp-web.service' },
      worker: { systemd: 'mvp-worker.service' },
    },
    repository: '/opt/mvp/app',
  },
} as const

export type Lab = Awaited<ReturnType<typeof startLab>>
export type LabAdapter = Lab['adapter']

/** Pools are short-lived in tests, so that nothing of one test reaches the next. */
export function createTestPool(port: () => number, options: Partial<PoolOptions> = {}) {
  return createConnectionPool({
    openSocket: async () => openTcp(port(), '127.0.0.1'),
    timeoutMs: 5_000,
    keepaliveMs: 10_000,
    idleMs: 2_000,
    maxSessions: 8,
    maxConnections: 10,
    ...options,
  })
}

/** The processes of one sample system on one host, and the sshd in front of them. */
export async function startLab(name: keyof typeof targets) {
  const sample: SampleSystem = { lifetimecircle, mvp }[name]
  const home = mkdtempSync(join(tmpdir(), 'leitstand-ssh-'))
  const [first] = sample.stages
  if (!first?.server) throw new Error(`${name} has no host.`)
  const repository = await buildRepository(sample.history, { folder: home, now: new Date() })
  const ports = openPortBook(home)
  const host = await startHost({
    home: join(home, 'host'),
    stages: [{ system: name, stage: first.slug, repository, settings: first.settings }],
    ports,
    services: new Map(),
    outside: { port: 1, caFile: '' },
  })
  await host.resume([{ system: name, stage: first.slug, commit: first.initialRelease }])
  const stage = requireStage(host.findStage(name, first.slug))
  const ssh = await startSshHosts({
    folder: join(home, 'ssh'),
    ports,
    stages: [{ server: first.server, stage, repository }],
  })
  const [server] = ssh.hosts
  if (!server) throw new Error('No host answers SSH.')
  const pool = createTestPool(() => server.port)
  const privateKey = readFileSync(ssh.privateKeyFile, 'utf8')
  return {
    server,
    stage,
    pool,
    privateKey,
    target: singleHostTarget.parse(targets[name]),
    adapter(options: Partial<SingleHostOptions> = {}) {
      return createSingleHostAdapter({
        target: singleHostTarget.parse(targets[name]),
        credential: { privateKey },
        components: ['api', 'web', 'worker', 'database'],
        findPinned: async () => server.fingerprint,
        pool,
        followPauseMs: 20,
        ...options,
      })
    },
    fault: (kind: Fault['kind'] | null, more: Partial<Fault> = {}) =>
      server.faults.set(kind && { kind, ...more }),
    lines: () => server.ledger.map(({ line }) => line),
    async close() {
      pool.close()
      await ssh.stop()
      await host.stop()
      rmSync(home, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function requireStage(stage: StageRuntime | null): StageRuntime {
  if (!stage) throw new Error('The stage was not started.')
  return stage
}

export const soon = (timeoutMs = 10_000) => AbortSignal.timeout(timeoutMs)

/** Looks again until it is true; fails with what was seen last. */
export async function until<T>(
  look: () => T | Promise<T>,
  isThere: (seen: T) => boolean,
  timeoutMs = 10_000,
): Promise<T> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const seen = await look()
    if (isThere(seen)) return seen
    if (Date.now() > end) throw new Error(`Not within ${timeoutMs} ms: ${JSON.stringify(seen)}`)
    await wait(50)
  }
}
