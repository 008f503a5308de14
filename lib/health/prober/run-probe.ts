import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import { nextSlot } from '#lib/core/slots.ts'
import { evaluateProbe } from '../evaluate-probe.ts'
import type { Outage } from '../list-outages.ts'
import { measureHeartbeat } from '../measure/measure-heartbeat.ts'
import { measureHttp } from '../measure/measure-http.ts'
import { measureTcp } from '../measure/measure-tcp.ts'
import { type Measurement, passed } from '../measurement.ts'
import type { ProbeConfig } from '../probe-config.ts'
import type { ClaimedProbe } from './claim-probes.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { Definition } from './definitions.ts'
import type { ProbeResult } from './probe-result.ts'
import { paceOf } from './reschedule-probes.ts'

export interface Surroundings {
  readonly client: OutboundClient
  readonly clock: DatabaseClock
  /** Times in which no ping could be received. */
  readonly outages: () => readonly Outage[]
}

type Measure<Kind extends ProbeConfig['kind']> = (
  probe: ClaimedProbe,
  config: Extract<ProbeConfig, { kind: Kind }>,
  around: Surroundings,
) => Promise<ProbeResult> | ProbeResult

/** Every kind of probe: how it is run. */
const kinds: { readonly [Kind in ProbeConfig['kind']]: Measure<Kind> } = {
  http: async (probe, { http }, { client, clock }) => {
    const now = new Date(clock.nowMs())
    const { timeoutMs } = probe
    return toResult(probe, await measureHttp(client, http, { timeoutMs, now }), clock)
  },
  tcp: async (probe, { tcp }, { client, clock }) =>
    toResult(probe, await measureTcp(client, tcp, probe), clock),
  heartbeat: (probe, { heartbeat }, { clock, outages }) => {
    const nowMs = clock.nowMs()
    const now = new Date(nowMs)
    const { state, measurement } = measureHeartbeat(probe, heartbeat, { outages: outages(), now })
    const slotMs = nextSlot(paceOf(probe), Math.max(nowMs, probe.slotMs))
    const changeMs = state.nextChangeAt?.getTime() ?? Infinity
    return {
      probe,
      state: { ...state, consecutiveFailures: state.health === 'down' ? 1 : 0 },
      measurement,
      measuredAtMs: nowMs,
      nextSlotMs: Math.max(nowMs, Math.min(slotMs, changeMs)),
    }
  },
  invalid: (probe, _config, { clock }) =>
    toResult(probe, { ...passed, verdict: 'failed', reason: 'config_invalid' }, clock),
}

/** Runs a claimed probe now. Settles within the probe's time-out whatever the target does. */
export function runProbe(
  probe: ClaimedProbe,
  { config }: Definition,
  around: Surroundings,
): Promise<ProbeResult> | ProbeResult {
  switch (config.kind) {
    case 'http':
      return kinds.http(probe, config, around)
    case 'tcp':
      return kinds.tcp(probe, config, around)
    case 'heartbeat':
      return kinds.heartbeat(probe, config, around)
    case 'invalid':
      return kinds.invalid(probe, config, around)
  }
}

function toResult(
  probe: ClaimedProbe,
  measurement: Measurement,
  clock: DatabaseClock,
): ProbeResult {
  const measuredAtMs = clock.nowMs()
  return {
    probe,
    state: evaluateProbe(probe, measurement, probe),
    measurement,
    measuredAtMs,
    nextSlotMs: nextSlot(paceOf(probe), Math.max(measuredAtMs, probe.slotMs)),
  }
}
