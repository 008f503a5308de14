import { toWords } from '../aws/read-aws-error.ts'
import { HostingError } from '../failure.ts'
import type {
  OperationState,
  PlatformOperation,
  RestorableRelease,
  RestoreValidation,
  RollbackControl,
} from '../rollback-port.ts'
import type { EcsDeployment, EcsService } from './answers.ts'
import type { EcsClient } from './client.ts'
import { findPrimary, toFamily, toReleaseId, toRestorable } from './mapper.ts'
import { findRefusals } from './restore-rules.ts'

// Two clocks are compared: theirs in the deployment, ours in the request.
const clockDifferenceMs = 10_000

/** Back to an earlier revision of the task definition, for the one service of the stage. */
export function createRollback(
  client: EcsClient,
  component: string,
  name: string,
): RollbackControl {
  return {
    mechanism: 'ecs-task-definition',
    doesNotRevert: ['database', 'cron', 'cache', 'other_components'],
    components: [component],
    listTargets: (signal) => listTargets(client, component, name, signal),
    validate: (releaseId, signal) => validate(client, name, releaseId, signal),
    restore: (releaseId, _operationKey, signal) => restore(client, name, releaseId, signal),
    async readOperation(operation, signal) {
      const service = await client.readService(name, signal)
      return toOperationState(service, operation)
    },
  }
}

async function listTargets(
  client: EcsClient,
  component: string,
  name: string,
  signal: AbortSignal,
): Promise<RestorableRelease[]> {
  const { taskDefinition } = await client.readService(name, signal)
  const running = toRevision(taskDefinition)
  const arns = await client.listRevisions(toFamily(taskDefinition), signal)
  const releases: RestorableRelease[] = []
  for (const arn of arns.filter((each) => toRevision(each) < running)) {
    releases.push(toRestorable(await client.readTaskDefinition(arn, signal), component))
  }
  return releases
}

async function validate(
  client: EcsClient,
  name: string,
  releaseId: string,
  signal: AbortSignal,
): Promise<RestoreValidation> {
  const service = await client.readService(name, signal)
  const definition = await client.readTaskDefinition(releaseId, signal).catch((error: unknown) => {
    // What ECS says of a revision that does not exist.
    if (error instanceof HostingError && error.failure === 'rejected') return null
    throw error
  })
  const reasons = findRefusals(service, releaseId, definition)
  const warnings = service.desiredCount === 0 ? ['no_instances'] : []
  return { allowed: reasons.length === 0, reasons, warnings }
}

async function restore(client: EcsClient, name: string, releaseId: string, signal: AbortSignal) {
  const { allowed, reasons } = await validate(client, name, releaseId, signal)
  if (!allowed) {
    throw new HostingError(
      'rejected',
      `ECS cannot bring "${name}" back to ${releaseId}: ${reasons.join(', ')}.`,
      { details: { reasons } },
    )
  }
  const change = { service: name, taskDefinition: releaseId }
  const service = await client.updateService(change, signal)
  const primary = findPrimary(service.deployments)
  const isOurs = primary !== null && toReleaseId(primary.taskDefinition) === releaseId
  return { operationId: isOurs ? primary.id : null }
}

function toOperationState(service: EcsService, operation: PlatformOperation): OperationState {
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

function toRevision(taskDefinition: string): number {
  return Number(toReleaseId(taskDefinition).split(':').at(-1))
}
