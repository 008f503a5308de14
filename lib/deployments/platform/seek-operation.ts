import 'server-only'
import type { Context } from '#lib/core/context.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import type { OperationState } from '#lib/hosting/rollback-port.ts'
import { recordFailedSearch, recordFruitlessSearch } from '../store/search-evidence.ts'
import type { TrackedDeployment } from '../store/track-deployment.ts'
import { observeOperation, readOperation } from './follow-operation.ts'

/** Looks whether the platform knows of a way back whose start is uncertain. Nothing is sent again. */
export async function seekOperation(
  ctx: Context,
  deployment: TrackedDeployment,
  signal: AbortSignal,
): Promise<void> {
  let found: OperationState
  try {
    found = await readOperation(deployment, signal)
  } catch (error) {
    if (!(error instanceof HostingError)) throw error
    return recordFailedSearch(ctx, deployment, error.message)
  }
  if (found.state === 'not_found') await recordFruitlessSearch(ctx, deployment, 0)
  else await observeOperation(ctx, deployment, found)
}
