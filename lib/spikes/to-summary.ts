import { z } from 'zod'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import type { SpikeSummary } from './answers.ts'
import { spikeStates } from './words.ts'

export const summaryInclude = {
  stage: {
    select: { slug: true, name: true, risk: true, system: { select: { slug: true } } },
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

export function toSpikeSummary(row: SpikeRow): SpikeSummary {
  const { id, title, timeBoxMinutes, spentMinutes, stage } = row
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
