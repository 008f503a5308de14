import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { conflict, notFound } from '#lib/core/errors.ts'
import { mutate } from '#lib/core/mutate.ts'
import { listConnections } from './list-connections.ts'
import type { CredentialAddress } from './schemas.ts'
import { lockCredentials } from './store.ts'
import { toUses } from './to-uses.ts'

/** Forgets the credential of an account; refused while a stage of the catalog uses it. */
export async function deleteCredential(
  ctx: Context,
  { platform, account }: CredentialAddress,
): Promise<void> {
  await mutate(ctx, 'credential:manage', null, async (tx) => {
    await lockCredentials(tx)
    const where = { platform_account: { platform, account } }
    const row = await tx.credential.findUnique({ where, select: { keyId: true } })
    if (!row) throw notFound(`A credential for ${platform}, account "${account}",`)
    const uses = toUses(await listConnections(tx), { platform, account })
    const stages = uses.map(({ system, stage }) => `${system.slug}/${stage.slug}`)
    if (stages.length > 0) throw inUse(stages)
    await tx.credential.delete({ where })
    return {
      result: undefined,
      audit: {
        action: 'credential.delete',
        entity: { kind: 'credential', id: `${platform}/${account}` },
        before: { keyId: row.keyId },
        after: null,
      },
    }
  })
}

function inUse(stages: readonly string[]) {
  return conflict(
    `Stages use this credential: ${stages.join(', ')}. Name another account in their catalog files first, or replace the credential.`,
    { reason: 'credential_in_use', details: { stages } },
  )
}
