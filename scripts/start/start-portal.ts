import { once } from 'node:events'
import { migrateAlone } from '#scripts/lib/migrate-alone.ts'
import { ensurePrismaClient } from '#scripts/lib/prisma-client.ts'
import { ensureBuild } from './build.ts'
import {
  connectHeartbeats,
  connectHosts,
  connectPlatforms,
  trySpike,
  waitForCatalog,
} from './catalog.ts'
import { startDatabase } from './database.ts'
import { openHome } from './home.ts'
import { endLeftovers, recordProcesses } from './leftovers.ts'
import { claimPort } from './port.ts'
import { addSettings, type Portal } from './portal.ts'
import { startWeb, startWorker, waitForPortal } from './product.ts'
import { startSandbox } from './sandbox.ts'
import type { Sandbox } from './sandbox-description.ts'
import {
  loadSettingsFile,
  readSettings,
  requireSettings,
  usesEmbeddedDatabase,
  usesSandbox,
} from './settings.ts'
import type { Steps } from './steps.ts'
import { Supervisor } from './supervisor.ts'

/** Starts everything, says that the portal is ready, and stops it all in order when the signal fires. */
export async function startPortal(steps: Steps, signal: AbortSignal): Promise<void> {
  loadSettingsFile()
  const home = openHome()
  const supervisor = new Supervisor({
    say: steps.say,
    onChange: (pids) => recordProcesses(home, pids),
  })
  try {
    await endLeftovers(home)
    const port = await claimPort()
    const environment = readSettings(home, port)
    const portal: Portal = { home, port, steps, supervisor, signal, environment }
    const asked = signal.aborted ? Promise.resolve() : once(signal, 'abort')
    await Promise.race([bringUp(portal), asked])
    await asked
  } finally {
    await supervisor.stopAll()
    home.release()
  }
}

async function bringUp(portal: Portal): Promise<void> {
  const { steps } = portal
  const sandbox = await prepare(portal)
  await startProduct(portal)
  if (sandbox !== null) {
    await steps.run('Catalog loaded', () => waitForCatalog(portal, sandbox))
    await steps.run('Heartbeats connected', () => connectHeartbeats(portal))
    await steps.run('Hosts connected', () => connectHosts(portal))
    await steps.run('Platforms connected', () => connectPlatforms(portal))
    await steps.run('Example spike carried out', () => trySpike(portal))
  }
  steps.say(`Leitstand ready at http://127.0.0.1:${portal.port}`)
}

/** Everything the product's processes need before they can run; null without a sandbox. */
async function prepare(portal: Portal): Promise<Sandbox | null> {
  const { steps, signal } = portal
  await Promise.all([
    steps.run('Database client generated', () => ensurePrismaClient(signal)),
    usesEmbeddedDatabase() ? steps.run('Database started', () => addDatabase(portal)) : null,
  ])
  const databaseUrl = String(portal.environment.DATABASE_URL)
  const [sandbox] = await Promise.all([
    usesSandbox() ? steps.run('Sandbox started', () => startSandbox(portal)) : null,
    steps.run('Database migrated', () => migrateAlone(databaseUrl)),
    steps.run('Pages built', () => addBuild(portal)),
  ])
  requireSettings(portal.environment)
  return sandbox
}

async function addDatabase(portal: Portal): Promise<void> {
  addSettings(portal, { DATABASE_URL: await startDatabase(portal) })
}

async function addBuild(portal: Portal): Promise<void> {
  const { folder } = await ensureBuild(portal.signal)
  addSettings(portal, { NEXT_BUILD_FOLDER: folder })
}

async function startProduct(portal: Portal): Promise<void> {
  const { steps } = portal
  await Promise.all([
    steps.run('Web started', () => startWeb(portal)),
    steps.run('Worker started', () => startWorker(portal)),
  ])
  await steps.run('Portal healthy', () => waitForPortal(portal))
}
