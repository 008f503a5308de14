import 'server-only'
import { listVisibleStages } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { getGitHub } from '#lib/github/index.ts'
import type { ChecklistAddress } from './schemas.ts'
import { type ChecklistRow, findSystem } from './store/load-checklists.ts'
import { requireChecklist } from './store/require-checklist.ts'
import { toItemView, toSummary } from './store/to-view.ts'
import type { ChecklistView } from './types.ts'

/** A list with its items as they stand now, the file it is read from, and what its reader may do. */
export async function getChecklist(
  ctx: Context,
  { checklist }: ChecklistAddress,
): Promise<ChecklistView> {
  const { row, subject } = await requireChecklist(ctx, checklist)
  const now = ctx.now()
  const [components, stages, proposal] = await Promise.all([
    listComponents(findSystem(row)?.id ?? null),
    listStages(ctx, row),
    findProposal(row.document.id),
  ])
  return {
    ...toSummary(row, now),
    document: { ...toDocument(row), proposal },
    items: row.items.map((item) => toItemView(item, now, components)),
    stages,
    may: {
      attest: hasPermission(ctx, 'checklist:attest', subject),
      freeze: hasPermission(ctx, 'checklist:freeze', subject),
    },
  }
}

function listComponents(systemId: string | null) {
  if (systemId === null) return []
  return getDb().component.findMany({
    where: { systemId, removedAt: null },
    orderBy: { position: 'asc' },
    select: { slug: true, name: true },
  })
}

async function listStages(ctx: Context, row: ChecklistRow): Promise<ChecklistView['stages']> {
  const owner = row.document.system
  const stages = await listVisibleStages(ctx, owner?.id ?? null)
  return stages.map(({ system, systemName, slug, name }) => ({
    ...{ system, slug },
    name: owner ? name : `${systemName} → ${name}`,
  }))
}

function toDocument({ document }: ChecklistRow) {
  const { id, title, repository, path, branch, updatedAt, updatedBy } = document
  const home = document.home === 'repository' ? ('repository' as const) : ('portal' as const)
  const file = [branch ?? 'HEAD', ...(path ?? '').split('/')].map(encodeURIComponent).join('/')
  const isOnGitHub = home === 'repository' && repository !== null && path !== null
  return {
    ...{ id, title, home, repository, path, updatedBy },
    url: isOnGitHub ? `${getGitHub().webUrl}/${repository}/blob/${file}` : null,
    updatedAt: updatedAt.toISOString(),
  }
}

function findProposal(documentId: string) {
  return getDb().documentProposal.findFirst({
    where: { documentId, state: { notIn: ['merged', 'closed'] } },
    orderBy: { createdAt: 'desc' },
    select: { state: true, url: true },
  })
}
