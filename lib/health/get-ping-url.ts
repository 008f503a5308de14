import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { getEnv } from '#lib/core/env.ts'
import { requirePermission } from '#lib/core/permissions.ts'
import { getHeartbeat, getHeartbeatOfComponent } from './get-probe.ts'
import { hashPingToken, toPingToken } from './ping-token.ts'
import type { ProbeAddress } from './schemas.ts'
import type { PingUrl } from './types.ts'

/** The address a job pings. Whoever knows it can speak for the job, so it is shown to those who may deploy. */
export async function getPingUrl(ctx: Context, address: ProbeAddress): Promise<PingUrl> {
  const { subject, probe } = await getHeartbeat(ctx, address)
  requirePermission(ctx, 'heartbeat:read-url', subject)
  return await toPingUrl(probe)
}

/** The same for the only heartbeat of a component. */
export async function getPingUrlOfComponent(
  ctx: Context,
  address: { readonly system: string; readonly stage: string; readonly component: string },
): Promise<PingUrl> {
  const { subject, probe } = await getHeartbeatOfComponent(ctx, address)
  requirePermission(ctx, 'heartbeat:read-url', subject)
  return await toPingUrl(probe)
}

async function toPingUrl(probe: {
  readonly id: number
  readonly slug: string
  readonly tokenRotation: number
}): Promise<PingUrl> {
  const env = getEnv()
  const rotation = probe.tokenRotation
  const token = toPingToken(env.LEITSTAND_SECRET, { probeId: probe.id, rotation })
  // A probe the prober has not planned yet, or one from before the secret changed, does not know its token's hash.
  await getPool().query(
    'UPDATE probe SET token_hash = $2 WHERE id = $1 AND token_rotation = $3 AND token_hash IS DISTINCT FROM $2',
    [probe.id, hashPingToken(token), rotation],
  )
  return { probe: probe.slug, url: new URL(`/api/ping/${token}`, env.NEXTAUTH_URL).href, rotation }
}
