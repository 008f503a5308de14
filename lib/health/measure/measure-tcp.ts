import type { OutboundClient } from '#lib/core/http/outbound-client.ts'
import { toPlainHost } from '#lib/core/http/parse-target.ts'
import { type Measurement, passed } from '../measurement.ts'
import type { TcpConfig } from '../probe-config.ts'
import { toFailedMeasurement } from './to-failed-measurement.ts'

/** Opens a connection and closes it again. */
export async function measureTcp(
  client: OutboundClient,
  { host, port }: TcpConfig,
  { timeoutMs }: { readonly timeoutMs: number },
): Promise<Measurement> {
  const outcome = await client.connect({ host: toPlainHost(host), port }, timeoutMs)
  if (!outcome.ok) return toFailedMeasurement(outcome)
  return { ...passed, durationMs: Math.round(outcome.durationMs) }
}
