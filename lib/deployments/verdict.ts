import { isSameCommit } from '#lib/core/same-commit.ts'
import type { VerificationCheck, VerificationVerdict } from './types.ts'
import type { StateReason } from './vocabulary.ts'

/** A probe of the stage as last measured. */
export interface MeasuredProbe {
  readonly slug: string
  readonly component: string
  readonly kind: string
  readonly readsVersion: boolean
  readonly isPaused: boolean
  readonly health: string
  readonly healthReason: string | null
  readonly observedAt: Date | null
  readonly version: string | null
  readonly commitSha: string | null
  readonly versionObservedAt: Date | null
  /** For a heartbeat that comes in a steady rhythm: how long it may stay silent, in milliseconds; else null. */
  readonly silenceMs: number | null
}

export interface Expectation {
  readonly version: string
  /** Null for a run whose commit nobody told us. */
  readonly commitSha: string | null
  /** Only what was measured after this counts. */
  readonly since: Date
  /** Agreement counts only when measured after this: a release may answer well for a moment before it falls over. */
  readonly settledAt: Date
  readonly deadline: Date
}

const settleMs = 10_000

/** What is expected of a stage between the end of a run and the time the catalog gives it. */
export function toExpectation(deployment: {
  readonly version: string
  readonly commitSha: string | null
  readonly verifyingAt: Date
  readonly verifyDeadline: Date | null
}): Expectation {
  const { version, commitSha, verifyingAt: since } = deployment
  const deadline = deployment.verifyDeadline ?? since
  const windowMs = deadline.getTime() - since.getTime()
  const settledAt = new Date(since.getTime() + Math.min(settleMs, windowMs / 2))
  return { version, commitSha, since, settledAt, deadline }
}

export type Verdict =
  | { readonly kind: 'pending' }
  | { readonly kind: 'agreed' }
  | { readonly kind: 'disagreed'; readonly reason: StateReason; readonly check: VerificationCheck }

/** Whether health and version agree with what was deployed; before the deadline doubt is only "not yet". */
export function judgeVerification(
  expectation: Expectation,
  probes: readonly MeasuredProbe[],
  now: Date,
): Verdict {
  const checks = probes.map((probe) => toCheck(expectation, probe))
  const open = checks.filter((check) => !isSettled(check))
  if (open.length === 0) return { kind: 'agreed' }
  if (now < expectation.deadline) return { kind: 'pending' }
  for (const [reason, applies] of failures) {
    const check = open.find(applies)
    if (check) return { kind: 'disagreed', reason, check }
  }
  return { kind: 'agreed' }
}

// The most telling failure first.
const failures: readonly (readonly [StateReason, (check: VerificationCheck) => boolean])[] = [
  ['unhealthy', (check) => check.healthVerdict === 'disagrees'],
  ['version_mismatch', (check) => check.versionVerdict === 'disagrees'],
  ['health_unknown', (check) => check.healthVerdict === 'pending'],
  ['version_unknown', (check) => check.versionVerdict === 'pending'],
]

export function toCheck(expectation: Expectation, probe: MeasuredProbe): VerificationCheck {
  const observedAt = newest(probe.observedAt, probe.versionObservedAt)
  return {
    probe: probe.slug,
    component: probe.component,
    health: probe.isPaused ? 'paused' : probe.health,
    healthReason: probe.healthReason,
    healthVerdict: judgeHealth(expectation, probe),
    version: probe.version,
    commitSha: probe.commitSha,
    versionVerdict: judgeVersion(expectation, probe),
    observedAt: observedAt?.toISOString() ?? null,
  }
}

function isSettled(check: VerificationCheck): boolean {
  return [check.healthVerdict, check.versionVerdict].every(
    (verdict) => verdict === 'agrees' || verdict === 'not_measured',
  )
}

function judgeHealth(expectation: Expectation, probe: MeasuredProbe): VerificationVerdict {
  if (probe.isPaused) return 'not_measured'
  if (probe.kind === 'heartbeat') {
    // Silence is what makes it down, so there is no fresh ping to wait for.
    if (probe.health === 'down') return 'disagrees'
    if (!isDueWithin(expectation, probe)) return 'not_measured'
  }
  const isFresh = probe.observedAt !== null && probe.observedAt > expectation.since
  if (!isFresh) return 'pending'
  if (probe.health === 'down') return 'disagrees'
  const isGood = probe.health === 'healthy' || probe.health === 'degraded'
  return isGood && isSettledAt(probe.observedAt, expectation) ? 'agrees' : 'pending'
}

// A heartbeat that comes at night says nothing now; one that comes every minute has to come again.
function isDueWithin({ since, deadline }: Expectation, { silenceMs }: MeasuredProbe): boolean {
  return silenceMs !== null && silenceMs <= deadline.getTime() - since.getTime()
}

function isSettledAt(observedAt: Date | null, { settledAt }: Expectation): boolean {
  return observedAt !== null && observedAt > settledAt
}

function judgeVersion(expectation: Expectation, probe: MeasuredProbe): VerificationVerdict {
  if (!probe.readsVersion || probe.isPaused) return 'not_measured'
  const { versionObservedAt, commitSha, version } = probe
  if (versionObservedAt === null || versionObservedAt <= expectation.since) return 'pending'
  if (commitSha && expectation.commitSha) {
    return isSameCommit(commitSha, expectation.commitSha) ? 'agrees' : 'disagrees'
  }
  if (expectation.commitSha === null) return 'agrees'
  if (version === null) return 'pending'
  return version === expectation.version ? 'agrees' : 'disagrees'
}

function newest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b
  return a > b ? a : b
}
