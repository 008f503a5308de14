import type {
  OperationState,
  PlatformOperation,
  RestoreValidation,
  RollbackControl,
} from '../rollback-port.ts'
import type { Deployment } from './answers.ts'
import type { AppPlatformClient } from './client.ts'
import { toOperationState, toTargets, toValidation } from './mapper.ts'

// Two clocks are compared: theirs in the deployment, ours in the request.
const clockDifferenceMs = 10_000

/** Rolls the whole app back to an earlier deployment and leaves it pinned until somebody commits or reverts. */
export function createRollback(
  client: AppPlatformClient,
  components: readonly string[],
): RollbackControl {
  return {
    mechanism: 'app-platform-rollback',
    doesNotRevert: ['database'],
    components,
    async listTargets(signal) {
      const [app, deployments] = await Promise.all([
        client.readApp(signal),
        client.listDeployments(signal),
      ])
      return toTargets(deployments, app.active_deployment?.id ?? null)
    },
    validate: (releaseId, signal) => validate(client, releaseId, signal),
    async restore(releaseId, _operationKey, signal) {
      const { id } = await client.rollBack(releaseId, signal)
      return { operationId: id }
    },
    readOperation: (operation, signal) => readOperation(client, operation, signal),
    pin: {
      commit: (signal) => client.commitRollback(signal),
      revert: (signal) => client.revertRollback(signal),
    },
  }
}

async function validate(
  client: AppPlatformClient,
  releaseId: string,
  signal: AbortSignal,
): Promise<RestoreValidation> {
  return toValidation(await client.validateRollback(releaseId, signal))
}

async function readOperation(
  client: AppPlatformClient,
  operation: PlatformOperation,
  signal: AbortSignal,
): Promise<OperationState> {
  const { operationId } = operation
  if (operationId) return toOperationState(await client.readDeployment(operationId, signal))
  const deployments = await client.listDeployments(signal)
  const found = deployments.find((deployment) => isResultOf(deployment, operation))
  return found ? toOperationState(found) : { state: 'not_found', operationId: null }
}

/** A rollback's deployment says which one it was cloned from; no call can carry a key of ours. */
function isResultOf(deployment: Deployment, { releaseId, requestedAt }: PlatformOperation) {
  const isNewer = deployment.created_at.getTime() >= requestedAt.getTime() - clockDifferenceMs
  return isNewer && deployment.cloned_from === releaseId
}
