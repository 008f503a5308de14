import type { ClaimedProbe } from './claim-probes.ts'
import { leaseMarginMs } from './claim-probes.ts'
import type { DatabaseClock } from './database-clock.ts'
import type { Definition } from './definitions.ts'
import { createHostSlots } from './host-slots.ts'

export interface RunOptions {
  readonly clock: DatabaseClock
  /** Runs at once for one host. */
  readonly perHost: number
  readonly run: (probe: ClaimedProbe, definition: Definition) => Promise<void>
  /** Told how many milliseconds after its slot a probe started. */
  readonly onStarted?: (lagMs: number) => void
}

/** Starts claimed probes at their slots. */
export interface Runs {
  start(probe: ClaimedProbe, definition: Definition): void
  /** Probes taken and not finished. */
  count(): number
  /** Takes back those that have not started yet. */
  withdraw(): readonly ClaimedProbe[]
  /** Settles when the started ones have. */
  finished(): Promise<void>
}

// Waking up costs as much as a call does, so what is due within a tenth of a second starts together.
const togetherMs = 100

export function createRuns({ clock, perHost, run, onStarted }: RunOptions): Runs {
  const hosts = createHostSlots(perHost)
  const waiting = new Map<NodeJS.Timeout, ClaimedProbe>()
  const running = new Set<Promise<void>>()

  function begin(probe: ClaimedProbe, definition: Definition): void {
    const leaseEndsAtMs = Math.max(probe.slotMs, clock.nowMs()) + leaseMarginMs
    const task = hosts
      .run(definition.host || String(probe.id), async () => {
        // A process that stood still may wake up when the probe is long another worker's.
        if (clock.nowMs() > leaseEndsAtMs) return
        onStarted?.(clock.nowMs() - probe.slotMs)
        await run(probe, definition)
      })
      .finally(() => running.delete(task))
    running.add(task)
  }

  return {
    start(probe, definition) {
      const timer = setTimeout(
        () => {
          waiting.delete(timer)
          begin(probe, definition)
        },
        Math.max(0, Math.ceil(probe.slotMs / togetherMs) * togetherMs - clock.nowMs()),
      )
      waiting.set(timer, probe)
    },
    count: () => waiting.size + running.size,
    withdraw() {
      const probes = [...waiting.values()]
      for (const timer of waiting.keys()) clearTimeout(timer)
      waiting.clear()
      return probes
    },
    async finished() {
      await Promise.all(running)
    },
  }
}
