import { Cron } from 'croner'
import type { Health, HealthReason, ReasonParams } from './words.ts'

/** When a ping is expected: every so often, or by a cron schedule in a time zone. */
export type HeartbeatRhythm =
  | { readonly kind: 'period'; readonly periodMs: number }
  | { readonly kind: 'cron'; readonly schedule: string; readonly timeZone: string }

export interface HeartbeatRule {
  readonly rhythm: HeartbeatRhythm
  /** How late a ping may be, and how long a started run may take to report its end. */
  readonly graceMs: number
}

export interface HeartbeatFacts {
  /** When the newest run reported its end, by the portal's clock; null when none ever did. */
  readonly finishedAt: Date | null
  /** When the newest run reported its start. */
  readonly startedAt: Date | null
  /** Of the newest end: 0 is success, 1 to 255 an exit code, -1 a reported failure without one. */
  readonly exitCode: number | null
  /** Times in which the portal itself could not be reached. */
  readonly outages: readonly { readonly from: Date; readonly to: Date }[]
}

export interface HeartbeatState {
  readonly health: Health
  readonly reason: HealthReason | null
  readonly params: ReasonParams
  /** When this judgement changes if no ping comes; null when only a ping can change it. */
  readonly nextChangeAt: Date | null
}

/** Judges a heartbeat at a moment. Silence is what alarms, but not silence while the portal could not listen. */
export function evaluateHeartbeat(
  facts: HeartbeatFacts,
  rule: HeartbeatRule,
  now: Date,
): HeartbeatState {
  const runningSince = findRunningSince(facts)
  const endBy = runningSince && extend(runningSince, addMs(runningSince, rule.graceMs), facts, now)
  if (endBy && endBy <= now) return judged('down', 'heartbeat_unfinished', null)
  if (facts.exitCode !== null && facts.exitCode !== 0) return failed(facts.exitCode)
  if (!facts.finishedAt) return judged('unknown', 'heartbeat_never', endBy)
  // A run in progress is the answer to being expected; whether it ends is watched above.
  if (endBy) return judged('healthy', null, endBy)
  return judgeSilence(facts, facts.finishedAt, rule, now)
}

function judgeSilence(
  facts: HeartbeatFacts,
  since: Date,
  rule: HeartbeatRule,
  now: Date,
): HeartbeatState {
  const dueAt = findNextDue(rule.rhythm, since)
  if (!dueAt) return judged('healthy', null, null)
  const expectedAt = extend(since, dueAt, facts, now)
  const deadline = extend(since, addMs(dueAt, rule.graceMs), facts, now)
  if (deadline <= now) return judged('down', 'heartbeat_missing', null)
  if (expectedAt <= now) return judged('degraded', 'heartbeat_late', deadline)
  return judged('healthy', null, expectedAt)
}

/** Start of a run that has not reported its end. */
function findRunningSince({ startedAt, finishedAt }: HeartbeatFacts): Date | null {
  return startedAt && (!finishedAt || startedAt > finishedAt) ? startedAt : null
}

function findNextDue(rhythm: HeartbeatRhythm, after: Date): Date | null {
  if (rhythm.kind === 'period') return addMs(after, rhythm.periodMs)
  const cron = new Cron(rhythm.schedule, { paused: true, timezone: rhythm.timeZone })
  return cron.nextRun(after)
}

/** A deadline moved by the time the portal was away since `since`. */
function extend(since: Date, deadline: Date, { outages }: HeartbeatFacts, now: Date): Date {
  const awayMs = outages
    .map(({ from, to }) => Math.min(+to, +now) - Math.max(+from, +since))
    .reduce((sum, overlap) => sum + Math.max(0, overlap), 0)
  return addMs(deadline, awayMs)
}

function failed(exitCode: number): HeartbeatState {
  const params: ReasonParams = exitCode > 0 ? { exitCode: String(exitCode) } : {}
  return { health: 'down', reason: 'heartbeat_failed', params, nextChangeAt: null }
}

function judged(
  health: Health,
  reason: HealthReason | null,
  nextChangeAt: Date | null,
): HeartbeatState {
  return { health, reason, params: {}, nextChangeAt }
}

function addMs(date: Date, ms: number): Date {
  return new Date(date.getTime() + ms)
}
