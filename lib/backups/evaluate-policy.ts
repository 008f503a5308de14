import type { PolicyFacts, PolicyRule, RunFact } from './facts.ts'
import { findUnasked } from './find-unasked.ts'
import { findWarnings } from './find-warnings.ts'
import { findNewest, isAhead, skewMs, toAttemptedAt } from './newest-run.ts'
import { findNextDue } from './rhythm.ts'
import type { BackupReason, BackupState, BackupWarning, Named, Params } from './words.ts'

export interface PolicyState {
  readonly state: BackupState
  readonly reason: BackupReason | null
  readonly params: Params
  /** When the data of the newest backup that counts was taken. */
  readonly newestAt: Date | null
  readonly warnings: readonly Named<BackupWarning>[]
}

/**
 * Judges a policy at a moment. Only a complete backup with content, whose data was taken before now, counts; a source
 * that could not be asked, or lists nothing, makes it unknown.
 */
export function evaluatePolicy(facts: PolicyFacts, rule: PolicyRule, now: Date): PolicyState {
  const newestAt = findNewestAt(facts, now)
  const judged = judge(facts, rule, { newestAt, now })
  return { ...judged, newestAt, warnings: findWarnings(facts, rule, now) }
}

interface Moment {
  readonly newestAt: Date | null
  readonly now: Date
}

type Judged = Pick<PolicyState, 'state' | 'reason' | 'params'>

function judge(facts: PolicyFacts, rule: PolicyRule, { newestAt, now }: Moment): Judged {
  const unasked = facts.asking && findUnasked(facts.asking, now)
  if (unasked) return { state: 'unknown', ...unasked }
  if (!newestAt) return judgeWithout(facts, rule, now)
  const { rpoSeconds } = rule
  const rpoEndsAt = extend(newestAt, addSeconds(newestAt, rpoSeconds), facts, now)
  if (rpoEndsAt < now) return judged('missing', 'rpo_exceeded', { rpoSeconds })
  const failed = findFailedSince(facts.runs, newestAt)
  if (failed) return toFailed(failed)
  return judgeDelay(facts, rule, { newestAt, now })
}

/** Nothing that counts is known. */
function judgeWithout({ runs, asking, outages }: PolicyFacts, rule: PolicyRule, now: Date): Judged {
  const known = runs.filter(({ state }) => state !== 'gone')
  if (asking && known.length === 0) return judged('unknown', 'source_empty')
  const failed = findFailedSince(known, null)
  if (failed) return toFailed(failed)
  const isOnlyUndated = known.length > 0 && known.every(({ state }) => state === 'complete')
  if (isOnlyUndated) return judged('unknown', 'nothing_countable')
  const reason = known.length > 0 ? 'none_complete' : 'never_reported'
  const { createdAt } = rule
  const deadline = findDeadline(rule, createdAt)
  const isDue = deadline && extend(createdAt, deadline, { outages }, now) <= now
  return judged(isDue ? 'missing' : 'unknown', reason)
}

function judgeDelay(
  facts: PolicyFacts,
  rule: PolicyRule,
  { newestAt, now }: { readonly newestAt: Date; readonly now: Date },
): Judged {
  // A clock that is a little ahead must not make a backup count as the one before.
  const dueAt = findNextDue(rule.rhythm, new Date(newestAt.getTime() + skewMs))
  if (!dueAt) return judged('fresh', null)
  const deadline = extend(newestAt, addSeconds(dueAt, rule.graceSeconds), facts, now)
  if (deadline > now) return judged('fresh', null)
  const running = findRunningSince(facts.runs, newestAt)
  const params = { dueAt: dueAt.toISOString() }
  if (!running) return judged('late', 'overdue', params)
  const startedAt = running.toISOString()
  return addSeconds(running, rule.graceSeconds) > now
    ? judged('fresh', null)
    : judged('late', 'unfinished', { ...params, startedAt })
}

function findNewestAt({ runs, asking }: PolicyFacts, now: Date): Date | null {
  const newest = findNewest(runs, now)?.madeAt ?? null
  const window = asking?.restorable?.to ?? null
  if (!window || isAhead(window, now)) return newest
  return newest && newest > window ? newest : window
}

/** The newest attempt that ended badly, when nothing that counts was taken since. */
function findFailedSince(runs: readonly RunFact[], newestAt: Date | null): RunFact | null {
  const ended = runs
    .filter((run) => run.state === 'failed' || isEmpty(run))
    .flatMap((run) => ({ run, at: toAttemptedAt(run) }))
    .filter(({ at }) => (at ? !newestAt || at > newestAt : !newestAt))
  return ended.toSorted((a, b) => Number(b.at) - Number(a.at))[0]?.run ?? null
}

function toFailed(run: RunFact): Judged {
  const at = toAttemptedAt(run)?.toISOString() ?? null
  if (isEmpty(run)) return judged('failed', 'run_empty', { at })
  return judged('failed', 'run_failed', { at, detail: run.detail })
}

function isEmpty({ state, sizeBytes }: RunFact): boolean {
  return state === 'complete' && sizeBytes === 0
}

function findRunningSince(runs: readonly RunFact[], newestAt: Date): Date | null {
  const starts = runs
    .filter(({ state }) => state === 'running')
    .flatMap((run) => toAttemptedAt(run) ?? [])
    .filter((at) => at > newestAt)
  return starts.toSorted((a, b) => b.getTime() - a.getTime())[0] ?? null
}

function findDeadline({ rhythm, graceSeconds }: PolicyRule, since: Date): Date | null {
  const dueAt = findNextDue(rhythm, since)
  return dueAt && addSeconds(dueAt, graceSeconds)
}

/** A deadline moved by the time in which nobody could have reported. */
function extend(
  since: Date,
  deadline: Date,
  { outages }: Pick<PolicyFacts, 'outages'>,
  now: Date,
): Date {
  const awayMs = outages
    .map(({ from, to }) => Math.min(+to, +now) - Math.max(+from, +since))
    .reduce((sum, overlap) => sum + Math.max(0, overlap), 0)
  return new Date(deadline.getTime() + awayMs)
}

function addSeconds(date: Date, seconds: number): Date {
  return new Date(date.getTime() + seconds * 1_000)
}

function judged(state: BackupState, reason: BackupReason | null, params: Params = {}): Judged {
  return { state, reason, params }
}
