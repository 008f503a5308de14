import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { logger } from '#lib/core/logger.ts'
import { listenerRole, recordPresence } from './list-outages.ts'

const intervalMs = 10_000

/**
 * Writes every ten seconds, as long as this process lives, that pings can be received. Started once by each web
 * process: without it a heartbeat's silence could not be told from the portal's own absence.
 */
export function keepPresence(): void {
  beat()
  setInterval(beat, intervalMs).unref()
}

function beat(): void {
  recordPresence(getPool(), listenerRole).catch((error: unknown) => {
    logger.warn({ error: String(error) }, 'presence not written')
  })
}
