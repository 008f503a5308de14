import { join } from 'node:path'
import { checkout } from '#scripts/lib/checkout.ts'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { runNode } from '#scripts/lib/run-node.ts'
import { waitUntil } from '#scripts/lib/wait-until.ts'
import type { Portal } from './portal.ts'
import type { Sandbox } from './sandbox-description.ts'

/** Resolves when the worker has read the sample systems. */
export async function waitForCatalog(portal: Portal, sandbox: Sandbox): Promise<void> {
  const databaseUrl = String(portal.environment.DATABASE_URL)
  await waitUntil('The catalog of the sample systems', portal.signal, async () => {
    const found = await queryDatabase(databaseUrl, 'select 1 from system where removed_at is null')
    return found.length >= sandbox.repositories.length
  })
}

/** Lets the workers of the sample systems report to this portal. */
export async function connectHeartbeats(portal: Portal): Promise<void> {
  const title = 'Connecting the heartbeats of the sample systems'
  await runAsOperator(portal, title, 'scripts/start/hand-out-heartbeats.ts')
}

/** Lets this portal log in to the hosts of the sample systems. */
export async function connectHosts(portal: Portal): Promise<void> {
  const title = 'Connecting the hosts of the sample systems'
  await runAsOperator(portal, title, 'scripts/start/trust-sandbox-hosts.ts')
}

/** Lets this portal speak to the platforms the sample systems run on. */
export async function connectPlatforms(portal: Portal): Promise<void> {
  const title = 'Storing the credentials of the sandbox'
  await runAsOperator(portal, title, 'scripts/start/store-sandbox-credentials.ts')
}

/** Carries out the example among the spikes of the sample systems. */
export async function trySpike(portal: Portal): Promise<void> {
  const title = 'Carrying out the example spike'
  await runAsOperator(portal, title, 'scripts/start/try-sandbox-spike.ts')
}

async function runAsOperator(portal: Portal, title: string, script: string): Promise<void> {
  await runNode({
    title,
    args: ['--conditions=react-server', join(checkout, script), portal.home.path('sandbox')],
    env: portal.environment,
    signal: portal.signal,
  })
}
