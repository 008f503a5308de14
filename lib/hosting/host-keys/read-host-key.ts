import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { authorise } from '#lib/core/mutate.ts'
import { readOfferedKey } from '../single-host/read-offered-key.ts'
import { asking } from '../to-app-error.ts'
import { listHostUses } from './list-host-uses.ts'
import { HostKeyAddress, type OfferedHostKeyDto } from './schemas.ts'
import { toHostKeyDto } from './to-host-key-dto.ts'

/**
 * Asks a host for the key it shows, to be compared by a person; nothing is trusted by it and nothing logged in.
 * Only hosts that the catalog names or that are trusted already are called.
 */
export async function readHostKey(ctx: Context, input: HostKeyAddress): Promise<OfferedHostKeyDto> {
  await authorise(ctx, 'host-key:trust', null)
  const address = HostKeyAddress.parse(input)
  const { host, port } = address
  const [row, uses] = await Promise.all([
    getDb().hostKey.findUnique({ where: { host_port: address } }),
    listHostUses(getDb()),
  ])
  const isNamed = uses.some((use) => use.host === host && use.port === port)
  if (!row && !isNamed) throw notFound(`A stage on the host ${host}:${port}`)
  const offered = await asking(() => readOfferedKey(address))
  return { host, port, offered, pinned: row && toHostKeyDto(row) }
}
