import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { getKeyring } from './keyring.ts'
import { type Connection, listConnections } from './list-connections.ts'
import { storedSelect, toStoredCredential } from './to-stored-credential.ts'
import { toUses } from './to-uses.ts'
import type { CredentialListDto, NeededCredentialDto, StoredCredentialDto } from './types.ts'

/** What is stored, without the secrets, and what catalog files need besides. */
export async function listCredentials(ctx: Context): Promise<CredentialListDto> {
  requirePermission(ctx, 'credential:manage')
  const [rows, connections] = await Promise.all([
    getDb().credential.findMany({
      orderBy: [{ platform: 'asc' }, { account: 'asc' }],
      select: storedSelect,
    }),
    listConnections(getDb()),
  ])
  const keyring = getKeyring()
  const credentials = rows.map((row) => toStoredCredential(row, keyring, connections))
  return { credentials, needed: listNeeded(credentials, connections) }
}

function listNeeded(
  stored: readonly StoredCredentialDto[],
  connections: readonly Connection[],
): NeededCredentialDto[] {
  const names = new Set(stored.map(({ platform, account }) => `${platform}/${account}`))
  const groups = Map.groupBy(connections, ({ platform, account }) => `${platform}/${account}`)
  return [...groups].flatMap(([name, [first]]) => {
    if (!first?.platform || names.has(name)) return []
    const address = { platform: first.platform, account: first.account }
    return [{ ...address, usedBy: toUses(connections, address) }]
  })
}
