import { randomBytes } from 'node:crypto'
import ssh2 from 'ssh2'
import { createContext, operatorContext } from '#lib/core/context.ts'
import { getDb, getPool } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { createStage } from '#tests/factories/catalog.ts'

export const admin = operatorContext()

export function asRole(role: Role) {
  const grants = [{ role, scope: 'all' }] as const
  return createContext({ kind: 'user', id: newId(), name: role, grants })
}

/** A value that occurs nowhere by chance. */
export const canary = () => `canary${randomBytes(16).toString('hex')}`

export const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`

/** The settings of a process started from now on; the keyring follows their text. */
export async function withKeys<T>(keys: string, run: () => Promise<T>): Promise<T> {
  const { getEnv } = await import('#lib/core/env.ts')
  const env = getEnv()
  const before = env.LEITSTAND_ENCRYPTION_KEYS
  env.LEITSTAND_ENCRYPTION_KEYS = keys
  try {
    return await run()
  } finally {
    env.LEITSTAND_ENCRYPTION_KEYS = before
  }
}

export function createPrivateKey(passphrase?: string) {
  const { generateKeyPairSync, parseKey } = ssh2.utils
  for (;;) {
    const pair = passphrase
      ? generateKeyPairSync('ed25519', { passphrase, cipher: 'aes256-ctr', rounds: 16 })
      : generateKeyPairSync('ed25519')
    // ssh2 leaves out a leading zero byte now and then, and cannot read such a key itself.
    if (!(parseKey(pair.private, passphrase) instanceof Error)) return pair
  }
}

type Hosting = Pick<
  Prisma.StageUncheckedUpdateInput,
  'hostingKind' | 'hostingTarget' | 'sources' | 'logs'
>

export async function createConnectedStage(hosting: Hosting) {
  const stage = await createStage({ stage: 'staging' })
  await getDb().stage.update({ where: { id: stage.id }, data: hosting })
  return { ...stage, name: `${stage.system.slug}/${stage.slug}` }
}

/** Every row of every table as text, bytes included. */
export async function dumpDatabase(): Promise<string> {
  const { rows: tables } = await getPool().query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  )
  const texts = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await getPool().query<{ row: string }>(
        `SELECT t::text AS row FROM ${name} t`,
      )
      return rows.map(({ row }) => row).join('\n')
    }),
  )
  return texts.join('\n')
}
