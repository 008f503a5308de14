import type { Run } from '#lib/github/index.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi

/**
 * The run that carries this correlation id in its title. Never "the newest": a run that somebody else started at the
 * same time is not ours. The oldest counts, should the title have been copied.
 */
export function matchRun(runs: readonly Run[], correlationId: string): Run | null {
  const wanted = correlationId.toLowerCase()
  const matches = runs.filter((run) => listCorrelationIds(run.title).includes(wanted))
  return matches.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime())[0] ?? null
}

/** Every id in a run's title that could be one of ours. */
export function listCorrelationIds(title: string): readonly string[] {
  return (title.match(uuid) ?? []).map((id) => id.toLowerCase())
}
