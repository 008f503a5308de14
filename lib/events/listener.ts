import pg from 'pg'
import { getEnv } from '#lib/core/env.ts'
import { logger } from '#lib/core/logger.ts'
import type { ChangeEvent } from './types.ts'

const channel = 'leitstand_event'
const checkEveryMs = 15_000

export interface ListenerOptions {
  readonly onChange: (change: ChangeEvent) => void
  /** Called once, when the connection is lost or closed: from then on changes are missed. */
  readonly onEnd: () => void
}

export interface Listener {
  close(): Promise<void>
}

/** A connection of its own that hears of every committed change. */
export async function startListener({ onChange, onEnd }: ListenerOptions): Promise<Listener> {
  const client = new pg.Client({
    connectionString: getEnv().DATABASE_URL,
    connectionTimeoutMillis: 4_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'leitstand-events',
  })
  client.on('error', (error) => logger.warn({ error: error.message }, 'event listener lost'))
  client.on('notification', ({ payload }) => {
    // Safe because the trigger on the event table writes exactly these fields.
    if (payload) onChange(JSON.parse(payload) as ChangeEvent)
  })
  await client.connect()
  const timer = setInterval(() => check(client), checkEveryMs)
  client.once('end', () => {
    clearInterval(timer)
    onEnd()
  })
  await client.query(`LISTEN ${channel}`)
  return { close: () => client.end() }
}

/** A peer that vanished without a word would leave the listener deaf for ever. */
function check(client: pg.Client): void {
  client.query('SELECT 1').catch((error) => {
    logger.warn({ error: String(error) }, 'event listener does not answer')
    client.connection.stream.destroy()
  })
}
