import { type Context, createContext, jobContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { newId } from '#lib/core/ids.ts'
import type { Role } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'

type ItemPart = Partial<Omit<Prisma.ChecklistItemUncheckedCreateInput, 'checklistId'>>

export interface ListOptions extends StageOptions {
  readonly items?: readonly ItemPart[]
  readonly list?: Partial<Prisma.ChecklistUncheckedCreateInput>
  /** A document of no system. */
  readonly isShared?: boolean
  /** The list is about no stage yet. */
  readonly isLoose?: boolean
}

/** A list with its document and stage, as the store of documents would write them. */
export async function createChecklist(options: ListOptions = {}) {
  const { items = [{}], list, isShared = false, isLoose = false, ...onStage } = options
  const stage = await createStage(onStage)
  const systemId = isShared ? null : stage.systemId
  const document = await createDocument(systemId)
  const { id } = await getDb().checklist.create({
    data: {
      documentId: document.id,
      anchor: 'go-live',
      title: 'Go-Live',
      systemId,
      stageId: isLoose ? null : stage.id,
      position: 0,
      ...list,
      items: {
        create: items.map((item, position) => ({
          key: `item-${position + 1}`,
          text: `Item ${position + 1}`,
          position,
          isTicked: false,
          ...item,
        })),
      },
    },
  })
  return {
    id,
    address: { checklist: id },
    stage,
    path: { system: stage.system.slug, stage: stage.slug },
    documentId: document.id,
  }
}

export type TestChecklist = Awaited<ReturnType<typeof createChecklist>>

function createDocument(systemId: string | null) {
  return getDb().document.create({
    data: {
      home: 'portal',
      systemId,
      title: 'Aktionsplan',
      content: '# Aktionsplan\n',
      contentHash: newId(),
      createdBy: 'ada',
      updatedBy: 'ada',
    },
  })
}

/** The item of a list by its place, from 1. */
export async function findItem(checklist: TestChecklist, place: number) {
  return getDb().checklistItem.findFirstOrThrow({
    where: { checklistId: checklist.id, position: place - 1 },
  })
}

export async function addressOf(checklist: TestChecklist, place = 1) {
  return { ...checklist.address, item: (await findItem(checklist, place)).id }
}

/** Somebody with a role everywhere. */
export function contextOf(role: Role, name: string = role, now?: () => Date): Context {
  const grants = [{ role, scope: 'all' as const }]
  return createContext({ kind: 'user', id: newId(), name, grants }, { now })
}

/** Somebody with a role on one team's systems only. */
export function contextOfTeam(role: Role, team: string): Context {
  const scope = { systems: [], teams: [team] }
  return createContext({ kind: 'user', id: newId(), name: role, grants: [{ role, scope }] })
}

export const worker = (now?: () => Date) => jobContext('checklists.evaluate', { now })

export interface ProbePart extends Partial<Prisma.ProbeUncheckedCreateInput> {
  readonly url?: string
}

/** A probe over HTTP that was measured just now. */
export async function createProbe(stageId: string, part: ProbePart = {}) {
  const { url = 'https://app.example/health', ...columns } = part
  const stage = await getDb().stage.findUniqueOrThrow({ where: { id: stageId } })
  const slug = columns.slug ?? `probe-${newId().slice(0, 8)}`
  const component = await getDb().component.upsert({
    where: { systemId_slug: { systemId: stage.systemId, slug: 'web' } },
    create: { systemId: stage.systemId, slug: 'web', name: 'Web', kind: 'web', position: 0 },
    update: {},
  })
  return getDb().probe.create({
    data: {
      stageId,
      componentId: component.id,
      kind: 'http',
      config: { url },
      intervalSeconds: 30,
      timeoutMs: 5_000,
      retries: 0,
      health: 'healthy',
      observedAt: new Date(),
      ...columns,
      slug,
    },
  })
}

export async function readGate(stageId: string) {
  return (await getDb().stageState.findUniqueOrThrow({ where: { stageId } })).checklist
}
