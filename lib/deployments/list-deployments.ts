import 'server-only'
import { getStageSubject, getSystemSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { invalidInput } from '#lib/core/errors.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { readDurations } from './read/durations.ts'
import { toVisibleWhere } from './read/visible-where.ts'
import type { ListDeploymentsQuery } from './schemas.ts'
import { type SummaryRow, summarySelect, toSummary } from './to-summary.ts'
import type { DeploymentPage } from './types.ts'

/** Deployments the actor may see, newest first. */
export async function listDeployments(
  ctx: Context,
  query: ListDeploymentsQuery,
): Promise<DeploymentPage> {
  const scope = await toScope(ctx, query)
  const rows = await getDb().deployment.findMany({
    where: {
      AND: [toVisibleWhere(ctx), scope, toFilter(query), query.cursor ? toAfter(query.cursor) : {}],
    },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    // One more than asked for tells whether there is a next page.
    take: query.limit + 1,
    select: summarySelect,
  })
  const page = rows.slice(0, query.limit)
  const durations = await readDurations([...new Set(page.map(({ stageId }) => stageId))])
  const last = rows.length > query.limit ? page.at(-1) : undefined
  return {
    items: page.map((row) =>
      toSummary(row, {
        now: ctx.now(),
        usualDurationSeconds: durations.get(row.stageId)?.usualSeconds ?? null,
      }),
    ),
    nextCursor: last ? toCursor(last) : null,
  }
}

/** A stage or system that is asked for by name must exist for the actor; everything else only narrows. */
async function toScope(
  ctx: Context,
  { system, stage }: ListDeploymentsQuery,
): Promise<Prisma.DeploymentWhereInput> {
  if (system && stage) return { stageId: (await getStageSubject(ctx, { system, stage })).stageId }
  if (system) return { stage: { systemId: (await getSystemSubject(ctx, { system })).systemId } }
  return stage ? { stage: { slug: stage } } : {}
}

function toFilter(query: ListDeploymentsQuery): Prisma.DeploymentWhereInput {
  const { state, kind, actor, from, to } = query
  return {
    ...(state ? { state: { in: state } } : {}),
    ...(kind ? { kind: { in: kind } } : {}),
    ...(actor ? { requestedByName: { contains: actor, mode: 'insensitive' } } : {}),
    ...(from || to
      ? { createdAt: { ...(from ? { gte: from } : {}), ...(to ? { lt: to } : {}) } }
      : {}),
  }
}

const toCursor = ({ createdAt, id }: SummaryRow) => `${createdAt.getTime()}.${id}`

function toAfter(cursor: string): Prisma.DeploymentWhereInput {
  const match = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(cursor)
  if (!match?.[1] || !match[2]) {
    throw invalidInput('cursor is not one of this list.', {
      fields: [{ path: 'cursor', message: 'is not one of this list' }],
    })
  }
  const createdAt = new Date(Number(match[1]))
  return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: match[2] } }] }
}
