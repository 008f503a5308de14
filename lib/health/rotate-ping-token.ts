import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { getEnv } from '#lib/core/env.ts'
import { mutate } from '#lib/core/mutate.ts'
import { getPingUrl } from './get-ping-url.ts'
import { getHeartbeat } from './get-probe.ts'
import { hashPingToken, toPingToken } from './ping-token.ts'
import type { ProbeAddress } from './schemas.ts'
import type { PingUrl } from './types.ts'

/** Ends a heartbeat's ping URL and answers the new one. */
export async function rotatePingToken(ctx: Context, address: ProbeAddress): Promise<PingUrl> {
  const { subject, probe } = await getHeartbeat(ctx, address)
  await mutate(ctx, 'heartbeat:rotate-token', subject, async (tx) => {
    const { tokenRotation: rotation } = await tx.probe.update({
      where: { id: probe.id },
      data: { tokenRotation: { increment: 1 } },
      select: { tokenRotation: true },
    })
    const token = toPingToken(getEnv().LEITSTAND_SECRET, { probeId: probe.id, rotation })
    await tx.probe.update({ where: { id: probe.id }, data: { tokenHash: hashPingToken(token) } })
    return {
      result: null,
      audit: {
        action: 'heartbeat.rotate-token',
        entity: { kind: 'probe', id: `${address.system}/${address.stage}/${probe.slug}` },
        systemId: subject.systemId,
        stageId: subject.stageId,
        before: { rotation: rotation - 1 },
        after: { rotation },
      },
    }
  })
  return await getPingUrl(ctx, address)
}
