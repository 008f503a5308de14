import { enqueueDueCatalogRefresh } from '#lib/catalog/index.ts'
import { disconnect } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { SettingsError } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { readCredential, requireEncryptionKeys } from '#lib/credentials/index.ts'
import { enqueueSweep } from '#lib/deployments/index.ts'
import { projectStages, startProber } from '#lib/health/index.ts'
import { startReader } from '#lib/hosting/index.ts'
import { runJobs } from '#lib/jobs/run-jobs.ts'
import { keepWorkerLease } from '#lib/operations/index.ts'
import { startSpikeRunner } from '#lib/spikes/index.ts'
import { factReaders } from './fact-readers.ts'
import { jobs } from './jobs.ts'

const shutdown = new AbortController()

async function main(): Promise<void> {
  getEnv()
  await requireEncryptionKeys()
  await keepWorkerLease(shutdown.signal)
  const runner = await runJobs(jobs)
  await enqueueDueCatalogRefresh()
  await enqueueSweep()
  const { signal } = shutdown
  const prober = startProber({ signal })
  const reader = startReader({
    signal,
    readers: factReaders,
    readCredential,
    onProjected: projectStages,
  })
  const spikes = startSpikeRunner({ signal })
  logger.info('worker ready')
  await new Promise((resolve) => shutdown.signal.addEventListener('abort', resolve, { once: true }))
  await Promise.all([runner.stop(), prober, reader, spikes])
  await disconnect()
}

for (const name of ['SIGTERM', 'SIGINT'] as const) {
  process.once(name, () => {
    shutdown.abort()
    // A job that ignores its signal must not keep the process: what it left is picked up again.
    setTimeout(() => process.exit(0), 20_000).unref()
  })
}

main().catch((error) => {
  logger.fatal({ error: error instanceof SettingsError ? error.message : error }, 'worker stopped')
  process.exit(1)
})
