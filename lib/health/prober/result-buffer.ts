import type { Logger } from '#lib/core/logger.ts'
import { leaseMarginMs } from './claim-probes.ts'
import type { ProbeResult } from './probe-result.ts'

/** Collects results and writes them in batches, holding them for a while when the database does not answer. */
export interface ResultBuffer {
  add(result: ProbeResult): void
  flush(nowMs: number): Promise<void>
}

const maxBatch = 1_000
// Past this a lease may have ended and the probe be another worker's.
const maxAgeMs = leaseMarginMs - 5_000

export function createResultBuffer(
  write: (results: readonly ProbeResult[]) => Promise<void>,
  logger: Logger,
): ResultBuffer {
  let waiting: ProbeResult[] = []

  return {
    add(result) {
      waiting.push(result)
    },
    async flush(nowMs) {
      while (waiting.length > 0) {
        const batch = waiting.slice(0, maxBatch)
        waiting = waiting.slice(maxBatch)
        try {
          await write(batch)
        } catch (error) {
          const kept = batch.filter(({ measuredAtMs }) => nowMs - measuredAtMs < maxAgeMs)
          waiting = [...kept, ...waiting]
          logger.warn({ error: String(error), kept: kept.length }, 'probe results not written')
          return
        }
      }
    },
  }
}
