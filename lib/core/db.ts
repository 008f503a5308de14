import 'server-only'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from '#lib/generated/prisma/client.ts'
import { getEnv } from './env.ts'
import { logger } from './logger.ts'

/** A transaction's client: the same models without the power to open another transaction. */
export type Tx = Prisma.TransactionClient

interface Connections {
  readonly pool: pg.Pool
  readonly db: PrismaClient
}

// Kept on globalThis because Next loads a module once per bundle, and each copy would open its own pool.
const holder = globalThis as typeof globalThis & { leitstandConnections?: Connections }

/** Prisma's client. Every wait is bounded: without these options a frozen server hangs calls for ever. */
export function getDb(): PrismaClient {
  return connections().db
}

/** The same pool for statements where the mapping layer costs too much. */
export function getPool(): pg.Pool {
  return connections().pool
}

export async function disconnect(): Promise<void> {
  const current = holder.leitstandConnections
  holder.leitstandConnections = undefined
  await current?.db.$disconnect()
  if (current && !current.pool.ended) await current.pool.end()
}

function connections(): Connections {
  holder.leitstandConnections ??= connect(getEnv().DATABASE_URL)
  return holder.leitstandConnections
}

function connect(connectionString: string): Connections {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: 4_000,
    query_timeout: 5_000,
    statement_timeout: 5_000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    application_name: 'leitstand',
  })
  // Without listeners a lost connection would end the process, whether it idles or is in use.
  const warn = (error: Error) => logger.warn({ error: error.message }, 'database connection lost')
  pool.on('error', warn)
  pool.on('connect', (client) => client.on('error', warn))
  return { pool, db: new PrismaClient({ adapter: new PrismaPg(pool) }) }
}
