import type { Context } from '#lib/core/context.ts'
import { conflict } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { TrustHostKeyInput } from './schemas.ts'
import { type HostKeyDto, toHostKeyDto } from './to-host-key-dto.ts'

/** Trusts a host by this key from now on, instead of any it was trusted by before. */
export async function trustHostKey(ctx: Context, input: TrustHostKeyInput): Promise<HostKeyDto> {
  return mutate(ctx, 'host-key:trust', null, async (tx) => {
    const { host, port, fingerprint, replaces } = TrustHostKeyInput.parse(input)
    const address = { host, port }
    const before = await tx.hostKey.findUnique({ where: { host_port: address } })
    if (before?.fingerprint === fingerprint) {
      return { result: toHostKeyDto(before), audit: 'unchanged' }
    }
    if (replaces !== undefined && replaces !== (before?.fingerprint ?? null)) {
      throw changedMeanwhile(host, before?.fingerprint ?? null)
    }
    const pin = { fingerprint, pinnedBy: ctx.actor.name, pinnedAt: ctx.now() }
    const row = await tx.hostKey.upsert({
      where: { host_port: address },
      create: { ...address, ...pin },
      update: pin,
    })
    return {
      result: toHostKeyDto(row),
      audit: {
        action: 'host-key.trust',
        entity: { kind: 'host', id: `${host}:${port}` },
        before: before && { fingerprint: before.fingerprint },
        after: { fingerprint },
      },
    }
  })
}

function changedMeanwhile(host: string, pinned: string | null) {
  return conflict(
    `Somebody else decided about the key of ${host} meanwhile. Read it once more and compare again.`,
    { reason: 'host_key_decided', details: { pinned } },
  )
}
