import 'server-only'
import { getDb } from '#lib/core/db.ts'
import type { BackupQuery, BackupSource } from '#lib/hosting/backup-port.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { openStageAdapter } from '#lib/hosting/index.ts'
import { findAskedSource, toBackupQuery } from './listing.ts'
import { originSchema } from './stored.ts'

export interface PolicySource {
  readonly source: BackupSource
  readonly query: BackupQuery
}

export type OpenPolicySource = (policyId: string) => Promise<PolicySource>

/** The backups of a policy's source. Throws `HostingError` for one that cannot be asked. */
export const openPolicySource: OpenPolicySource = async (policyId) => {
  const policy = await getDb().backupPolicy.findUniqueOrThrow({ where: { id: policyId } })
  const origin = originSchema.parse(policy.origin)
  const adapter = await openStageAdapter(policy.stageId, findAskedSource(origin) ?? '')
  if (!adapter.backups) {
    throw new HostingError('unsupported', `The portal cannot list backups of "${adapter.kind}".`)
  }
  return { source: adapter.backups, query: toBackupQuery({ ...policy, origin }, new Date()) }
}
