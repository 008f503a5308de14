import 'server-only'
import { getDb } from '#lib/core/db.ts'
import { readCredential } from '#lib/credentials/index.ts'
import type { BackupQuery, BackupSource } from '#lib/hosting/backup-port.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { openAdapter } from '#lib/hosting/open-adapter.ts'
import { type StageSource, toStageSources } from '#lib/hosting/stage-sources.ts'
import { findAskedSource, toBackupQuery } from './listing.ts'
import { originSchema } from './stored.ts'

export interface PolicySource {
  readonly source: BackupSource
  readonly query: BackupQuery
}

export type OpenPolicySource = (policyId: string) => Promise<PolicySource>

/** The backups of a policy's source. Throws `HostingError` for one that cannot be asked. */
export const openPolicySource: OpenPolicySource = async (policyId) => {
  const policy = await getDb().backupPolicy.findUniqueOrThrow({
    where: { id: policyId },
    include: { stage: { include: { system: { include: { components: true } } } } },
  })
  const origin = originSchema.parse(policy.origin)
  const found = findSource(policy.stage, findAskedSource(origin))
  const adapter = await openAdapter(found, { readCredential })
  if (!adapter.backups) {
    throw new HostingError('unsupported', `The portal cannot list backups of "${found.kind}".`)
  }
  return { source: adapter.backups, query: toBackupQuery({ ...policy, origin }, new Date()) }
}

interface StoredStage {
  readonly hostingKind: string | null
  readonly hostingTarget: unknown
  readonly sources: unknown
  readonly logs: unknown
  readonly system: { readonly components: readonly { readonly slug: string }[] }
}

function findSource(stage: StoredStage, name: string | null): StageSource {
  const components = stage.system.components.map(({ slug }) => slug)
  const found = toStageSources({ ...stage, components }).find(({ source }) => source === name)
  if (found) return found
  throw new HostingError('not_configured', `The catalog names no source "${name ?? ''}" any more.`)
}
