import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { repeat } from '#lib/core/repeat.ts'
import { createReader, type ReaderSettings } from './reader.ts'

export interface StartReaderOptions extends Omit<ReaderSettings, 'pool'> {
  /** Ends the reader; what is under way is given back to other workers. */
  readonly signal: AbortSignal
}

const tickMs = 1_000
const planMs = 15_000

/** Asks the platforms of every stage of the catalog until `signal` fires. */
export async function startReader({ signal, ...options }: StartReaderOptions): Promise<void> {
  const reader = createReader({ ...options, pool: getPool() })
  await Promise.all([
    repeat({ what: 'planning of readings', step: reader.plan, intervalMs: planMs, signal }),
    repeat({ what: 'reading of platforms', step: reader.tick, intervalMs: tickMs, signal }),
  ])
  await reader.stop()
}
