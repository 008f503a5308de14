import 'server-only'
import { getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { getOutboundClient } from '#lib/core/http/get-outbound-client.ts'
import { logger } from '#lib/core/logger.ts'
import { repeat } from '#lib/core/repeat.ts'
import { createProber, type ProberSettings } from './prober/prober.ts'
import { maintainSamples } from './samples/maintain-samples.ts'

export interface StartProberOptions
  extends Partial<
    Pick<ProberSettings, 'pool' | 'client' | 'concurrency' | 'perHost' | 'onStarted'>
  > {
  /** Ends the prober; what runs is finished and written. */
  readonly signal: AbortSignal
}

const tickMs = 500
const beatMs = 5_000
const maintainMs = 60_000

/**
 * Measures every probe of the catalog at its slots until `signal` fires. Any number of workers may do so on one
 * database: each probe is taken by one of them at a time. Settles when everything begun is written.
 */
export async function startProber({ signal, ...options }: StartProberOptions): Promise<void> {
  const pool = options.pool ?? getPool()
  const prober = createProber({
    client: options.client ?? getOutboundClient(),
    secret: getEnv().LEITSTAND_SECRET,
    logger,
    ...options,
    pool,
  })
  await Promise.all([
    repeat({ what: 'probing', step: prober.tick, intervalMs: tickMs, signal }),
    repeat({ what: 'prober beat', step: prober.beat, intervalMs: beatMs, signal }),
    repeat({
      what: 'sample maintenance',
      step: () => maintainSamples(pool),
      intervalMs: maintainMs,
      signal,
    }),
  ])
  await prober.stop().catch((error: unknown) => {
    logger.warn({ error: String(error) }, 'prober stopped without writing everything')
  })
}
