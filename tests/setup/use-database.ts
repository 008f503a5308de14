import { afterAll, beforeAll } from 'vitest'
import { disconnect } from '#lib/core/db.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { testEncryptionKeys } from './encryption-keys.ts'

/** Gives a test file its own migrated database, reached by `getDb()` and `getPool()` as in the product. */
export function useDatabase(): { readonly url: () => string } {
  let database: TestDatabase | undefined
  beforeAll(async () => {
    database = await createTestDatabase()
    process.env.DATABASE_URL = database.url
    process.env.NEXTAUTH_SECRET ??= 'a-secret-only-for-tests-0123456789'
    process.env.LEITSTAND_SECRET ??= 'another-secret-only-for-tests-0123'
    process.env.LEITSTAND_ENCRYPTION_KEYS ??= testEncryptionKeys
  })
  afterAll(async () => {
    await disconnect()
    await database?.drop()
  })
  return {
    url: () => {
      if (!database) throw new Error('The database exists only while tests run.')
      return database.url
    },
  }
}
