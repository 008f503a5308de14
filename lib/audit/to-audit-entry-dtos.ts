import { z } from 'zod'
import { getDb } from '#lib/core/db.ts'
import type { AuditEntry } from '#lib/generated/prisma/client.ts'
import { type AuditEntryDto, auditOutcomes } from './schemas.ts'

const contentSchema = z.object({ before: z.unknown(), after: z.unknown() })

interface Place {
  readonly id: string
  readonly slug: string
  readonly name: string
}

/** Rows as readers see them, with the names of the systems and stages they are about. */
export async function toAuditEntryDtos(rows: readonly AuditEntry[]): Promise<AuditEntryDto[]> {
  const systems = await findPlaces('system', ids(rows.map(({ systemId }) => systemId)))
  const stages = await findPlaces('stage', ids(rows.map(({ stageId }) => stageId)))
  return rows.map((row) => ({
    seq: String(row.seq),
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    permission: row.permission,
    outcome: z.enum(auditOutcomes).parse(row.outcome),
    entity: { kind: row.entityKind, id: row.entityId },
    system: systems.get(row.systemId ?? '') ?? null,
    stage: stages.get(row.stageId ?? '') ?? null,
    requestId: row.requestId,
    ...contentSchema.parse(JSON.parse(row.content)),
  }))
}

async function findPlaces(kind: 'system' | 'stage', wanted: string[]) {
  if (wanted.length === 0) return new Map<string, Omit<Place, 'id'>>()
  const query = { where: { id: { in: wanted } }, select: { id: true, slug: true, name: true } }
  const places: readonly Place[] =
    kind === 'system' ? await getDb().system.findMany(query) : await getDb().stage.findMany(query)
  return new Map(places.map(({ id, slug, name }) => [id, { slug, name }]))
}

function ids(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value) => value !== null))]
}
