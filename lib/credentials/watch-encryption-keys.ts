import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { toDatabaseFailure } from '#lib/core/database-failure.ts'
import { SettingsError } from '#lib/core/errors.ts'
import { logger } from '#lib/core/logger.ts'
import { requireEncryptionKeys } from './require-encryption-keys.ts'

const patienceMs = 2_000
const pauseMs = 5_000

/**
 * The same check for a process that also serves without a database: it waits for it a moment and then goes on, and the
 * process ends with one line as soon as a key proves to be wrong.
 */
export async function watchEncryptionKeys(): Promise<void> {
  await Promise.race([checkUntilAnswered(), sleep(patienceMs, undefined, { ref: false })])
}

async function checkUntilAnswered(): Promise<void> {
  for (;;) {
    try {
      return await requireEncryptionKeys()
    } catch (error) {
      const failure = toDatabaseFailure(error)
      if (failure === null) return end(error)
      logger.warn({ error: failure.message }, 'encryption keys not checked yet')
    }
    await sleep(pauseMs, undefined, { ref: false })
  }
}

function end(error: unknown): never {
  logger.fatal({ error: error instanceof SettingsError ? error.message : error }, 'web stopped')
  process.exit(1)
}
