import 'server-only'
import { getEnv } from '../env.ts'
import { createOutboundClient, type OutboundClient } from './outbound-client.ts'

let client: OutboundClient | undefined

/** The client under this process's settings. */
export function getOutboundClient(): OutboundClient {
  const env = getEnv()
  const database = new URL(env.DATABASE_URL)
  client ??= createOutboundClient({
    allow: env.OUTBOUND_ALLOW,
    connectTo: env.OUTBOUND_CONNECT_TO,
    ownServices: [{ host: database.hostname, port: Number(database.port) || 5432 }],
  })
  return client
}
