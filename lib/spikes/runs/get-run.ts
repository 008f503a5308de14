import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { notFound } from '#lib/core/errors.ts'
import { getSpikeSubject } from '../get-spike-subject.ts'
import type { RunSummary, RunView } from '../run-answers.ts'
import type { ListRunsQuery, RunPath, SpikePath } from '../schemas.ts'
import { runInclude, toRunSummary, toRunView } from './to-run-view.ts'

/** A run with every step and what it saw. */
export async function getRun(ctx: Context, path: RunPath): Promise<RunView> {
  const spike = await getSpikeSubject(ctx, path)
  const row = await getDb().spikeRun.findFirst({
    where: { spikeId: spike.id, number: path.run },
    include: runInclude,
  })
  if (!row) throw notFound(`The run ${path.run}`)
  return toRunView(row)
}

const shownRuns = 100

/** Runs of a spike, newest first. */
export async function listRuns(
  ctx: Context,
  path: SpikePath,
  { test }: ListRunsQuery,
): Promise<{ readonly runs: readonly RunSummary[] }> {
  const spike = await getSpikeSubject(ctx, path)
  const rows = await getDb().spikeRun.findMany({
    where: { spikeId: spike.id, ...(test ? { test } : {}) },
    include: runInclude,
    orderBy: { number: 'desc' },
    take: shownRuns,
  })
  return { runs: rows.map(toRunSummary) }
}
