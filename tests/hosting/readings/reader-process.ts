import { getPool } from '#lib/core/db.ts'
import { createReader } from '#lib/hosting/readings/reader.ts'
import { platformReaders } from '#lib/hosting/readings/readers.ts'
import { createAnsweringAdapter } from './hosted-stage.ts'

// A worker's reader in a process of its own that waits for an answer which never comes, so that a test can kill it.
const reader = createReader({
  pool: getPool(),
  readers: platformReaders.filter(({ fact }) => fact === 'release'),
  readCredential: async () => null,
  open: async () =>
    createAnsweringAdapter(() => {
      process.send?.('asking')
      return new Promise(() => {})
    }),
  deadlineMs: 1_000,
  leaseMarginMs: 1_000,
})
await reader.plan()
await reader.tick()
setInterval(() => {}, 60_000)
