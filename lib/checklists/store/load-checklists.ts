import 'server-only'
import type { Context } from '#lib/core/context.ts'
import type { Tx } from '#lib/core/db.ts'
import { getDb } from '#lib/core/db.ts'
import type { Subject } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'

const systemSelect = {
  id: true,
  slug: true,
  name: true,
  team: { select: { slug: true } },
} as const satisfies Prisma.SystemSelect

const checklistSelect = {
  id: true,
  title: true,
  owner: true,
  deadline: true,
  isGate: true,
  stageId: true,
  systemId: true,
  documentId: true,
} as const satisfies Prisma.ChecklistSelect

const stageSelect = {
  id: true,
  slug: true,
  name: true,
  risk: true,
  system: { select: systemSelect },
} as const satisfies Prisma.StageSelect

const documentSelect = {
  id: true,
  title: true,
  home: true,
  repository: true,
  path: true,
  branch: true,
  version: true,
  updatedAt: true,
  updatedBy: true,
  system: { select: systemSelect },
} as const satisfies Prisma.DocumentSelect

type System = Prisma.SystemGetPayload<{ select: typeof systemSelect }>

export type ChecklistRow = Prisma.ChecklistGetPayload<{ select: typeof checklistSelect }> & {
  readonly system: System | null
  readonly stage: Prisma.StageGetPayload<{ select: typeof stageSelect }> | null
  readonly document: Prisma.DocumentGetPayload<{ select: typeof documentSelect }>
  readonly items: readonly Prisma.ChecklistItemGetPayload<object>[]
}

const inSight = {
  removedAt: null,
  OR: [{ systemId: null }, { system: { removedAt: null } }],
} as const satisfies Prisma.DocumentWhereInput

/** Lists that are not removed, below what `where` narrows. */
export async function loadChecklists(
  where: Prisma.ChecklistWhereInput,
  tx?: Tx,
): Promise<ChecklistRow[]> {
  const db = tx ?? getDb()
  const rows = await db.checklist.findMany({
    where: { AND: [{ removedAt: null, document: inSight }, where] },
    orderBy: [{ document: { title: 'asc' } }, { position: 'asc' }],
    select: checklistSelect,
  })
  return rows.length === 0 ? [] : withParts(db, rows)
}

type Head = Prisma.ChecklistGetPayload<{ select: typeof checklistSelect }>

/** One read after the other: a transaction has one connection, and it takes one statement at a time. */
async function withParts(db: Tx, rows: readonly Head[]): Promise<ChecklistRow[]> {
  const items = await db.checklistItem.findMany({
    where: { checklistId: { in: rows.map(({ id }) => id) }, removedAt: null },
    orderBy: { position: 'asc' },
  })
  const documents = await db.document.findMany({
    where: { id: { in: toIds(rows, ({ documentId }) => documentId) } },
    select: documentSelect,
  })
  const stages = await db.stage.findMany({
    where: { id: { in: toIds(rows, ({ stageId }) => stageId) } },
    select: stageSelect,
  })
  const systems = await db.system.findMany({
    where: { id: { in: toIds(rows, ({ systemId }) => systemId) } },
    select: systemSelect,
  })
  const byList = Map.groupBy(items, ({ checklistId }) => checklistId)
  const [findDocument, findStage, findOwner] = [byId(documents), byId(stages), byId(systems)]
  return rows.flatMap((row) => {
    const document = findDocument(row.documentId)
    const stage = findStage(row.stageId)
    const system = findOwner(row.systemId)
    return document ? [{ ...row, document, stage, system, items: byList.get(row.id) ?? [] }] : []
  })
}

function byId<T extends { readonly id: string }>(
  all: readonly T[],
): (id: string | null) => T | null {
  const found = new Map(all.map((one) => [one.id, one]))
  return (id) => (id === null ? null : (found.get(id) ?? null))
}

function toIds(rows: readonly Head[], pick: (row: Head) => string | null): string[] {
  return [...new Set(rows.flatMap((row) => pick(row) ?? []))]
}

/** The system a list is about: that of its stage, else that of its document. */
export function findSystem(row: ChecklistRow) {
  return row.stage?.system ?? row.document.system ?? row.system
}

/** Whose permission a list asks for; null for a document of no system. */
export function toSubject(row: ChecklistRow): Subject | null {
  const system = findSystem(row)
  return system && { systemSlug: system.slug, teamSlug: system.team.slug }
}

/** Lists of documents whose system the actor may see, and of those without one. */
export function toVisibleWhere({ actor }: Context): Prisma.ChecklistWhereInput {
  if (!('grants' in actor)) return {}
  const scopes = actor.grants.map(({ scope }) => scope)
  if (scopes.includes('all')) return {}
  const narrow = scopes.flatMap((scope) => (scope === 'all' ? [] : [scope]))
  const visible: Prisma.SystemWhereInput = {
    OR: [
      { slug: { in: narrow.flatMap(({ systems }) => [...systems]) } },
      { team: { slug: { in: narrow.flatMap(({ teams }) => [...teams]) } } },
    ],
  }
  return {
    AND: [
      { OR: [{ document: { systemId: null } }, { document: { system: visible } }] },
      { OR: [{ stageId: null }, { stage: { system: visible } }] },
    ],
  }
}
