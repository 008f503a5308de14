import { readLogs } from '#lib/logs/index.ts'
import { ReadLogsQuery } from '#lib/logs/schemas.ts'
import { fillText } from '../../captured.ts'
import type { PlanOf } from '../../plan.ts'
import { failed, passed, type StepInput, type StepOutcome, toExcerpt } from '../outcome.ts'
import { lookUntil } from './look.ts'

const everyMs = 3_000
const readTimeoutMs = 12_000
/** Clocks of hosts are never quite the same. */
const leewayMs = 5_000
const keptLines = 5
const keptCharacters = 500
const mostLines = 1_000

/** Looks for lines since the run began, in all logs of the stage. */
export function runLog(plan: PlanOf<'log'>, input: StepInput): Promise<StepOutcome> {
  const { stage, startedAt, signal, captured, world, runStartedAt } = input
  const text = fillText(plan.contains, captured)
  return lookUntil({
    ...{ startedAt, signal, withinMs: plan.withinMs, everyMs },
    async look(looks) {
      const to = new Date(Date.now() + leewayMs)
      const query = ReadLogsQuery.parse({
        q: text,
        case: 'true',
        limit: mostLines,
        from: new Date(runStartedAt.getTime() - leewayMs).toISOString(),
        to: to.toISOString(),
        ...(plan.component ? { component: plan.component } : {}),
      })
      const path = { system: stage.systemSlug, stage: stage.stageSlug }
      const deadline = AbortSignal.any([signal, AbortSignal.timeout(readTimeoutMs)])
      const { lines, sources, nextCursor } = await readLogs(world.ctx, path, query, deadline)
      const shown = lines
        .slice(0, keptLines)
        .map((line) => toExcerpt(line.text).slice(0, keptCharacters))
      const evidence = { looks, count: lines.length, lines: shown }
      const isWhole = nextCursor === null && sources.every(({ state }) => state === 'read')
      return judge(plan, { count: lines.length, isWhole }, evidence)
    },
  })
}

function judge(
  { atLeast, atMost }: PlanOf<'log'>,
  { count, isWhole }: { readonly count: number; readonly isWhole: boolean },
  evidence: StepOutcome['evidence'],
): { readonly done: boolean; readonly outcome: StepOutcome } {
  const params = { atLeast: String(atLeast), atMost: String(atMost ?? ''), actual: String(count) }
  if (atMost !== null && count > atMost) {
    return { done: true, outcome: failed('too_many_lines', { ...evidence, params }) }
  }
  if (count < atLeast) {
    const outcome = isWhole
      ? failed('too_few_lines', { ...evidence, params })
      : incomplete(evidence)
    return { done: false, outcome }
  }
  // That there are not more can only be said when the time is up and everything was read.
  if (atMost !== null)
    return { done: false, outcome: isWhole ? passed(evidence) : incomplete(evidence) }
  return { done: true, outcome: passed(evidence) }
}

const incomplete = (evidence: StepOutcome['evidence']): StepOutcome => ({
  state: 'unknown',
  reason: 'logs_incomplete',
  evidence,
})
