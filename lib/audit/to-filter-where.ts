import { getDb } from '#lib/core/db.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { AuditFilter } from './schemas.ts'

/** A filter as a condition. A system or stage that does not exist matches nothing, as one the reader may not see does. */
export async function toFilterWhere(filter: AuditFilter): Promise<Prisma.AuditEntryWhereInput> {
  const { actor, action, outcome, from, to } = filter
  return {
    ...(actor ? { actorName: { contains: toLiteral(actor), mode: 'insensitive' } } : {}),
    ...(action ? toActionWhere(action) : {}),
    ...(outcome ? { outcome } : {}),
    ...(from || to ? { at: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } } : {}),
    ...(await toPlaceWhere(filter)),
  }
}

function toActionWhere(action: string): Prisma.AuditEntryWhereInput {
  return { action: action.includes('.') ? action : { startsWith: `${action}.` } }
}

async function toPlaceWhere({ system, stage }: AuditFilter): Promise<Prisma.AuditEntryWhereInput> {
  if (!system) return {}
  const found = await getDb().system.findUnique({
    where: { slug: system },
    select: { id: true, stages: { where: { slug: stage ?? '' }, select: { id: true } } },
  })
  if (!found) return { seq: { lt: 0 } }
  if (!stage) return { systemId: found.id }
  return { stageId: { in: found.stages.map(({ id }) => id) } }
}

// Prisma hands the text to LIKE as it is.
function toLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
}
