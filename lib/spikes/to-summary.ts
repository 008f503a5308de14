import { z } from 'zod'
import type { Context } from '#lib/core/context.ts'
import { canSee } from '#lib/core/permissions.ts'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { SpikeSummary } from './answers.ts'
import { spikeStates } from './words.ts'

export const summaryInclude = {
  stage: {
    select: {
      ...{ slug: true, name: true, risk: true },
      system: { select: { slug: true, team: { select: { slug: true } } } },
    },
  },
} as const satisfies Prisma.SpikeInclude

type SpikeRow = Prisma.SpikeGetPayload<{ include: typeof summaryInclude }>

const moment = z.iso.datetime()
export const abortSchema = z
  .object({ criterion: z.string(), words: z.string(), at: moment })
  .nullable()
  .catch(null)
export const overrideSchema = z
  .object({ reason: z.string(), by: z.string(), at: moment })
  .nullable()
  .catch(null)

/** A stage whose system the reader does not see is left out. */
export function toSpikeSummary(ctx: Context, row: SpikeRow): SpikeSummary {
  const { id, title, timeBoxMinutes, spentMinutes } = row
  const stage = row.stage && isSeen(ctx, row.stage) ? row.stage : null
  return {
    ...{ id, title, timeBoxMinutes, spentMinutes },
    state: z.enum(spikeStates).parse(row.state),
    stage: stage && {
      ...{ system: stage.system.slug, slug: stage.slug, name: stage.name, risk: stage.risk },
    },
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    abort: abortSchema.parse(row.abort),
    abortOverride: overrideSchema.parse(row.abortOverride),
  }
}

function isSeen(ctx: Context, { system }: NonNullable<SpikeRow['stage']>): boolean {
  return canSee(ctx, { systemSlug: system.slug, teamSlug: system.team.slug })
}
