import { toWords } from '../aws/read-aws-error.ts'
import type { OperationState, PlatformOperation } from '../rollback-port.ts'
import type { EcsDeployment, EcsService } from './answers.ts'
import { toReleaseId } from './mapper.ts'

// Two clocks are compared: theirs in the deployment, ours in the request.
const clockDifferenceMs = 10_000

/** How going back to a revision goes for one service. */
export function toOperationState(
  service: EcsService,
  operation: PlatformOperation,
): OperationState {
  const { operationId } = operation
  const deployment = findDeployment(service, operation)
  if (deployment) return toDeploymentState(deployment)
  if (operationId === null) return { state: 'not_found', operationId }
  // A finished deployment leaves the list when another one takes its place.
  return { state: 'failed', operationId, detail: 'Another deployment of the service replaced it.' }
}

function findDeployment(
  { deployments }: EcsService,
  { operationId, releaseId, requestedAt }: PlatformOperation,
): EcsDeployment | null {
  if (operationId !== null) return deployments.find(({ id }) => id === operationId) ?? null
  const since = requestedAt.getTime() - clockDifferenceMs
  return (
    deployments.find(
      ({ taskDefinition, createdAt }) =>
        toReleaseId(taskDefinition) === releaseId && createdAt.getTime() >= since,
    ) ?? null
  )
}

function toDeploymentState(deployment: EcsDeployment): OperationState {
  const { id: operationId, rolloutState, rolloutStateReason, status } = deployment
  if (rolloutState === 'FAILED') {
    return { state: 'failed', operationId, detail: toWords(rolloutStateReason) }
  }
  if (status !== 'PRIMARY') {
    const detail = 'A newer deployment of the service takes its place.'
    return { state: 'failed', operationId, detail }
  }
  // Services behind a Classic Load Balancer have no state of the rollout.
  const isComplete =
    rolloutState === 'COMPLETED' ||
    (rolloutState === undefined && deployment.runningCount >= deployment.desiredCount)
  return { state: isComplete ? 'succeeded' : 'running', operationId }
}
