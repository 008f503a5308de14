import type { Context } from '#lib/core/context.ts'
import { notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { HostKeyAddress } from './schemas.ts'

/** Trusts a host no longer, by no key; nothing is asked of it until an admin trusts it anew. */
export async function forgetHostKey(ctx: Context, input: HostKeyAddress): Promise<void> {
  await mutate(ctx, 'host-key:trust', null, async (tx) => {
    const address = HostKeyAddress.parse(input)
    const where = { host_port: address }
    const row = await tx.hostKey.findUnique({ where, select: { fingerprint: true } })
    if (!row) throw notFound(`A trusted key of ${address.host}:${address.port}`)
    await tx.hostKey.delete({ where })
    return {
      result: undefined,
      audit: {
        action: 'host-key.forget',
        entity: { kind: 'host', id: `${address.host}:${address.port}` },
        before: { fingerprint: row.fingerprint },
        after: null,
      },
    }
  })
}
