import { z } from 'zod'
import type { Prisma } from '#lib/generated/prisma/client.ts'
import { type RunSummary, type RunView, runViewSchema } from '../run-answers.ts'
import { runStates } from '../words.ts'

export const runInclude = {
  steps: { orderBy: { position: 'asc' } },
  stage: { select: { slug: true, name: true, system: { select: { slug: true } } } },
} as const satisfies Prisma.SpikeRunInclude

type RunRow = Prisma.SpikeRunGetPayload<{ include: typeof runInclude }>

export function toRunSummary(row: RunRow): RunSummary {
  const count = (...states: string[]) =>
    row.steps.filter(({ state }) => states.includes(state)).length
  return {
    ...toHead(row),
    steps: {
      total: row.steps.length,
      passed: count('passed'),
      failed: count('failed', 'unknown'),
      open: count('pending', 'running', 'waiting'),
    },
  }
}

export function toRunView(row: RunRow): RunView {
  // Rows are read back through the schema they are answered with: a stale one fails here and not on a screen.
  return runViewSchema.parse({
    ...toHead(row),
    captured: row.captured,
    steps: row.steps.map(({ startedAt, finishedAt, message, ...step }) => ({
      ...step,
      startedAt: startedAt?.toISOString() ?? null,
      finishedAt: finishedAt?.toISOString() ?? null,
      durationMs: toDuration(startedAt, finishedAt),
      reason: message,
    })),
  })
}

function toHead(row: RunRow) {
  const { id, number, test, option, startedBy, cancelledBy, stage } = row
  return {
    ...{ id, number, test, option, startedBy, cancelledBy, spike: row.spikeId },
    stage: { system: stage.system.slug, slug: stage.slug, name: stage.name },
    state: z.enum(runStates).parse(row.state),
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    finishedAt: row.finishedAt?.toISOString() ?? null,
    durationMs: toDuration(row.startedAt, row.finishedAt),
  }
}

function toDuration(from: Date | null, to: Date | null): number | null {
  return from && to ? to.getTime() - from.getTime() : null
}
