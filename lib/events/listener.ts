import pg from 'pg'
import { getEnv } from '#lib/core/env.ts'
import { logger } from '#lib/core/logger.ts'

const checkEveryMs = 15_000

export interface ListenerOptions<Notice> {
  /** Name of the channel; a plain identifier. */
  readonly channel: string
  /** What the senders on this channel write as JSON. */
  readonly onNotice: (notice: Notice) => void
  /** Called once, when the connection is lost or closed: from then on changes are missed. */
  readonly onEnd: () => void
}

export interface Listener {
  close(): Promise<void>
}

/** A connection of its own that hears every notice of a channel once its transaction is committed. */
export async function startListener<Notice>({
  channel,
  onNotice,
  onEnd,
}: ListenerOptions<Notice>): Promise<Listener> {
  const client = new pg.Client({
    connectionString: getEnv().DATABASE_URL,
    connectionTimeoutMillis: 4_000,
    query_timeout: 5_000,
    keepAlive: true,
    application_name: 'leitstand-events',
  })
  client.on('error', (error) => logger.warn({ error: error.message }, 'event listener lost'))
  client.on('notification', ({ payload }) => {
    // Safe because only our own statements write to the channel, and each channel carries one shape.
    if (payload) onNotice(JSON.parse(payload) as Notice)
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
