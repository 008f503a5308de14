import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { envSchema } from '#lib/core/env.ts'
import { findFreePort } from '#scripts/lib/free-port.ts'
import { ensurePrismaClient } from '#scripts/lib/prisma-client.ts'
import { startTemporaryServer, type TemporaryServer } from '#scripts/postgres/temporary.ts'
import { ensureBuild } from '#scripts/start/build.ts'
import type { Home } from '#scripts/start/home.ts'
import type { Portal, Settings } from '#scripts/start/portal.ts'
import { createEncryptionKey } from '#scripts/start/secrets.ts'
import { createSteps, type Steps } from '#scripts/start/steps.ts'
import { Supervisor } from '#scripts/start/supervisor.ts'

/** What every bench that needs the real product works with; all of it is gone afterwards. */
export interface BenchRun {
  readonly server: TemporaryServer
  readonly home: Home
  readonly steps: Steps
  readonly supervisor: Supervisor
  readonly signal: AbortSignal
  /** A portal on a database and a port of its own; its processes are started with the functions of `npm start`. */
  createPortal(databaseUrl: string, settings?: Settings): Promise<Portal>
}

/** Nothing of this shell or a `.env` file gets into the product: an empty variable counts as absent. */
const blankSettings = Object.fromEntries(Object.keys(envSchema.shape).map((name) => [name, '']))
const benchSecret = 'a secret of this bench only, long enough'

/** Gives the work a PostgreSQL and a build of the pages, and ends whatever it started. */
export async function withBenchRun<T>(
  signal: AbortSignal,
  work: (run: BenchRun) => Promise<T>,
): Promise<T> {
  const steps = createSteps(process.stderr)
  const home = createHome()
  const supervisor = new Supervisor({ say: steps.say, onChange: () => undefined })
  let server: TemporaryServer | undefined
  try {
    await steps.run('Database client generated', () => ensurePrismaClient(signal))
    const { folder } = await steps.run('Pages built', () => ensureBuild(signal))
    server = await steps.run('Database started', () => startTemporaryServer({ maxConnections: 60 }))
    return await work({
      server,
      home,
      steps,
      supervisor,
      signal,
      async createPortal(databaseUrl, settings = {}) {
        const port = await findFreePort()
        const environment = {
          HOME: process.env.HOME,
          ...blankSettings,
          NODE_ENV: 'production' as const,
          NEXT_TELEMETRY_DISABLED: '1',
          NEXT_BUILD_FOLDER: folder,
          NEXTAUTH_URL: `http://127.0.0.1:${port}`,
          NEXTAUTH_SECRET: benchSecret,
          LEITSTAND_SECRET: benchSecret,
          LEITSTAND_ENCRYPTION_KEYS: createEncryptionKey(),
          LOG_LEVEL: 'warn',
          DATABASE_URL: databaseUrl,
          ...settings,
        }
        return { home, port, steps, supervisor, signal, environment }
      },
    })
  } finally {
    await supervisor.stopAll()
    await server?.stop()
    home.release()
  }
}

function createHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-bench-'))
  chmodSync(folder, 0o711)
  for (const part of ['logs', 'secrets', 'run']) mkdirSync(join(folder, part))
  return {
    folder,
    path: (...parts) => join(folder, ...parts),
    release: () => rmSync(folder, { recursive: true, force: true }),
  }
}
