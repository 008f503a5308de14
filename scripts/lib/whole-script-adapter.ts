import { PrismaPg } from '@prisma/adapter-pg'

export interface WholeScriptAdapter {
  readonly factory: PrismaPg
  /** Ends the connections; the engine itself leaves them open. */
  close(): Promise<void>
}

/**
 * Adapter whose `executeScript` sends a migration as one simple query, so PostgreSQL runs it in one
 * transaction: all of it or nothing. Prisma's own splits the text at every semicolon, also inside functions
 * (`executeScript` in the source of @prisma/adapter-pg 7.10).
 */
export function createWholeScriptAdapter(databaseUrl: string): WholeScriptAdapter {
  const factory = new PrismaPg({ connectionString: databaseUrl, connectionTimeoutMillis: 10_000 })
  const connect = factory.connect.bind(factory)
  const closers: (() => Promise<void>)[] = []
  factory.connect = async () => {
    const adapter = await connect()
    closers.push(() => adapter.dispose())
    // Safe because every adapter of this package keeps its pool in `client`; the migration tests fail if that changes.
    const { client } = adapter as unknown as { client: { query(text: string): Promise<unknown> } }
    adapter.executeScript = async (script) => {
      await client.query(script)
    }
    return adapter
  }
  return {
    factory,
    async close() {
      await Promise.all(closers.map((close) => close()))
    },
  }
}
