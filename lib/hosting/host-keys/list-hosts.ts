import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { readingFailureSchema } from '../schemas.ts'
import { platformSource } from '../stage-sources.ts'
import { type HostUse, listHostUses } from './list-host-uses.ts'
import type { HostDto } from './schemas.ts'
import { toHostKeyDto } from './to-host-key-dto.ts'

const limit = 1_000

/** Hosts that stages run on, or that are trusted without any: those nobody trusted first, then those that show another key. */
export async function listHosts(ctx: Context): Promise<readonly HostDto[]> {
  requirePermission(ctx, 'settings:read')
  const db = getDb()
  const [rows, uses] = await Promise.all([
    db.hostKey.findMany({ orderBy: [{ host: 'asc' }, { port: 'asc' }], take: limit }),
    listHostUses(db),
  ])
  const refusals = await readRefusals(uses)
  const pins = new Map(rows.map((row) => [toName(row), toHostKeyDto(row)]))
  const groups = Map.groupBy(uses, toName)
  const names = new Set([...groups.keys(), ...pins.keys()])
  const hosts = [...names].flatMap((name): HostDto[] => {
    const group = groups.get(name) ?? []
    const pinned = pins.get(name) ?? null
    const address = pinned ?? group[0]
    if (!address) return []
    const since = group.flatMap(({ stageId }) => refusals.get(stageId) ?? []).toSorted()[0]
    return [
      {
        ...{ host: address.host, port: address.port, pinned },
        usedBy: group.map(({ place }) => place),
        refusedSince: pinned ? (since ?? null) : null,
      },
    ]
  })
  return hosts.toSorted((a, b) => toUrgency(a) - toUrgency(b) || a.host.localeCompare(b.host))
}

/** By stage, since when its host shows another key than the trusted one. */
async function readRefusals(uses: readonly HostUse[]): Promise<ReadonlyMap<string, string>> {
  const rows = await getDb().reading.findMany({
    where: { stageId: { in: uses.map(({ stageId }) => stageId) }, source: platformSource },
    select: { stageId: true, failure: true },
  })
  const found = rows.flatMap(({ stageId, failure }) => {
    const parsed = readingFailureSchema.safeParse(failure).data
    return parsed?.failure === 'host_key_changed' ? [[stageId, parsed.since] as const] : []
  })
  return new Map(found)
}

function toName({ host, port }: { readonly host: string; readonly port: number }): string {
  return `${host}:${port}`
}

function toUrgency({ pinned, refusedSince }: HostDto): number {
  if (!pinned) return 0
  return refusedSince ? 1 : 2
}
