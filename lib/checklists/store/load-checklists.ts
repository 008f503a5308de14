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
  system: { select: systemSelect },
  stage: { select: { slug: true, name: true, risk: true, system: { select: systemSelect } } },
  document: {
    select: {
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
    },
  },
  items: { where: { removedAt: null }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.ChecklistSelect

export type ChecklistRow = Prisma.ChecklistGetPayload<{ select: typeof checklistSelect }>

const inSight = {
  removedAt: null,
  OR: [{ systemId: null }, { system: { removedAt: null } }],
} as const satisfies Prisma.DocumentWhereInput

/** Lists that are not removed, below what `where` narrows. */
export function loadChecklists(
  where: Prisma.ChecklistWhereInput,
  tx?: Tx,
): Promise<ChecklistRow[]> {
  return (tx ?? getDb()).checklist.findMany({
    where: { AND: [{ removedAt: null, document: inSight }, where] },
    orderBy: [{ document: { title: 'asc' } }, { position: 'asc' }],
    select: checklistSelect,
  })
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
