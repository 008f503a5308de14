import { ageBackup } from './policy.ts'
import type { PolicyRow, TestRow } from './read-policies.ts'
import { findRestoreState } from './restore/find-restore-state.ts'
import {
  originSchema,
  paramsSchema,
  reasonSchema,
  restorePlanSchema,
  stateSchema,
  warningsSchema,
} from './stored.ts'
import { toRestoreTestView } from './to-restore-test-view.ts'
import type { PolicyOrigin, PolicySummary, RestoreSummary } from './types.ts'
import type { BackupState } from './words.ts'

export interface PolicyTests {
  /** The newest that ended. */
  readonly newest: TestRow | null
  readonly okAt: Date | null
}

/** A policy as it is now: what was judged a while ago has grown older since. */
export function toPolicySummary(row: PolicyRow, tests: PolicyTests, now: Date): PolicySummary {
  const { stage, component, schedule, everySeconds, timeZone, graceSeconds } = row
  const { rpoSeconds, rtoSeconds, retentionSeconds, region } = row
  const stored = stateSchema.parse(row.state)
  const newestAt = toIso(row.newestAt)
  const observedAt = toIso(row.evaluatedAt)
  const state = ageBackup({ state: stored, newestAt, rpoSeconds, observedAt }, now.getTime())
  return {
    system: stage.system,
    stage: {
      slug: stage.slug,
      name: stage.name,
      // Safe because the catalog stores these words only.
      risk: stage.risk as PolicySummary['stage']['risk'],
    },
    slug: row.slug,
    component,
    // Safe because the catalog stores these words only.
    covers: row.covers as PolicySummary['covers'],
    origin: toOrigin(row.origin),
    ...{ schedule, everySeconds, timeZone, graceSeconds },
    ...{ rpoSeconds, rtoSeconds, retentionSeconds, region },
    state,
    since: state === stored ? toIso(row.stateSince) : null,
    cause: toCause(row, stored, state),
    warnings: warningsSchema.parse(row.warnings),
    newestAt,
    observedAt,
    restore: toRestore(row, tests, now),
  }
}

function toOrigin(stored: unknown): PolicyOrigin {
  const origin = originSchema.parse(stored)
  if (origin.kind === 'heartbeat') return { kind: origin.kind, name: null }
  return { kind: origin.kind, name: origin.kind === 'source' ? origin.source : origin.path }
}

function toCause(row: PolicyRow, stored: BackupState, state: BackupState): PolicySummary['cause'] {
  if (state === 'fresh') return null
  if (state === stored) {
    const reason = reasonSchema.parse(row.reason)
    return reason && { reason, params: paramsSchema.parse(row.reasonParams) }
  }
  if (state === 'missing') {
    return { reason: 'rpo_exceeded', params: { rpoSeconds: row.rpoSeconds } }
  }
  return { reason: 'not_judged_lately', params: { observedAt: toIso(row.evaluatedAt) } }
}

function toRestore(row: PolicyRow, { newest, okAt }: PolicyTests, now: Date): RestoreSummary {
  const plan = restorePlanSchema.safeParse(row.restoreTest)
  const everySeconds = plan.success ? plan.data.everySeconds : null
  const { createdAt } = row
  const facts = { verdict: newest?.verdict ?? null, okAt, createdAt }
  return {
    state: findRestoreState(facts, everySeconds, now),
    everySeconds,
    method: plan.success ? plan.data.run : 'by-hand',
    dueAt:
      everySeconds === null
        ? null
        : new Date((okAt ?? createdAt).getTime() + everySeconds * 1_000).toISOString(),
    newest: newest && toRestoreTestView(newest),
  }
}

function toIso(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
