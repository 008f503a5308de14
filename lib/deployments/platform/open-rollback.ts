import 'server-only'
import { HostingError } from '#lib/hosting/failure.ts'
import { openStageAdapter } from '#lib/hosting/index.ts'
import type { RollbackControl } from '#lib/hosting/rollback-port.ts'

/** A platform's own way back for a stage. Throws `HostingError`. */
export async function openRollback(stageId: string, source: string): Promise<RollbackControl> {
  const { kind, rollback } = await openStageAdapter(stageId, source)
  if (rollback) return rollback
  throw new HostingError('unsupported', `${kind} has no way back of its own.`)
}
