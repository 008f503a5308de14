import {
  evaluateHeartbeat,
  type HeartbeatRule,
  type HeartbeatState,
} from '../evaluate-heartbeat.ts'
import type { Outage } from '../list-outages.ts'
import { type Measurement, passed } from '../measurement.ts'
import type { ClaimedProbe } from '../prober/claim-probes.ts'

/** Judges what pings have told; nobody is called. */
export function measureHeartbeat(
  probe: Pick<ClaimedProbe, 'lastPingAt' | 'lastStartAt' | 'lastExitCode' | 'lastDurationMs'>,
  rule: HeartbeatRule,
  { outages, now }: { readonly outages: readonly Outage[]; readonly now: Date },
): { readonly state: HeartbeatState; readonly measurement: Measurement | null } {
  const facts = {
    finishedAt: probe.lastPingAt,
    startedAt: probe.lastStartAt,
    exitCode: probe.lastExitCode,
    outages,
  }
  const state = evaluateHeartbeat(facts, rule, now)
  // Before the first ping there is nothing to count for or against it.
  if (state.health === 'unknown') return { state, measurement: null }
  const verdict =
    state.health === 'down' ? 'failed' : state.health === 'degraded' ? 'warned' : 'passed'
  const { reason, params } = state
  const { lastDurationMs: durationMs } = probe
  return { state, measurement: { ...passed, verdict, reason, params, durationMs } }
}
