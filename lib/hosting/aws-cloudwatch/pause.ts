import { setTimeout as wait } from 'node:timers/promises'
import { HostingError } from '../failure.ts'

/** Waits; throws `timed_out` when the reader's time is up or nobody reads any more. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  try {
    await wait(durationMs, undefined, { signal })
  } catch (cause) {
    throw new HostingError(
      'timed_out',
      'The time for reading logs was up before CloudWatch had answered. Read a shorter window.',
      { cause },
    )
  }
}
