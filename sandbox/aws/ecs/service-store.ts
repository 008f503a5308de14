import { createHash } from 'node:crypto'
import { findRelease, listProcesses } from '../releases.ts'
import { AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { component, type StoredRevision, serviceName, system } from './revision-store.ts'

/** What `UpdateService` started last. */
export interface Operation {
  readonly id: string
  readonly revision: StoredRevision
  readonly createdAt: Date
  state: 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'
  reason: string
}

/** The one service of a cluster. */
export interface ServiceState {
  readonly stage: string
  readonly cluster: string
  operation: Operation | null
  /** Wanted while it is being reached. */
  scalingTo: number | null
}

interface Deployment {
  readonly id: string
  readonly status: 'PRIMARY' | 'ACTIVE'
  readonly revision: number
  readonly createdAt: Date
  readonly rolloutState: Operation['state']
  readonly reason: string
  readonly running: number
}

export function createServiceStates({ stages }: AwsWorld): readonly ServiceState[] {
  return ['staging', 'production']
    .filter((stage) => stages.findReport(system, stage) !== null)
    .map((stage) => ({ stage, cluster: `${system}-${stage}`, operation: null, scalingTo: null }))
}

/** Throws `AwsFailure` for a cluster that does not exist. */
export function getService(states: readonly ServiceState[], cluster: unknown): ServiceState {
  const name = String(cluster).split('/').at(-1)
  const found = states.find((state) => state.cluster === name)
  if (found) return found
  throw new AwsFailure('ClusterNotFoundException', 'Cluster not found.')
}

/** The service as its processes and the operation on it make it. */
export function toServiceJson(
  world: AwsWorld,
  state: ServiceState,
  revisions: readonly StoredRevision[],
  toArns: { service: string; taskDefinition: (revision: number) => string },
) {
  const processes = listProcesses(world.stages.findReport(system, state.stage), component)
  const running = processes.filter(({ status }) => status === 'running').length
  const desired = state.scalingTo ?? processes.length
  const deployments = toDeployments(world, state, revisions, running)
  return {
    serviceName,
    serviceArn: toArns.service,
    status: 'ACTIVE',
    desiredCount: desired,
    runningCount: running,
    pendingCount: Math.max(0, desired - running),
    launchType: 'FARGATE',
    schedulingStrategy: 'REPLICA',
    taskDefinition: toArns.taskDefinition(deployments[0]?.revision ?? 1),
    deployments: deployments.map((each) => ({
      id: each.id,
      status: each.status,
      taskDefinition: toArns.taskDefinition(each.revision),
      desiredCount: desired,
      runningCount: each.running,
      pendingCount: 0,
      failedTasks: each.rolloutState === 'FAILED' ? desired : 0,
      rolloutState: each.rolloutState,
      rolloutStateReason: each.reason,
      createdAt: each.createdAt.getTime() / 1_000,
      updatedAt: each.createdAt.getTime() / 1_000,
    })),
  }
}

function toDeployments(
  { stages }: AwsWorld,
  { stage, operation }: ServiceState,
  revisions: readonly StoredRevision[],
  running: number,
): Deployment[] {
  const release = findRelease(stages.findReport(system, stage), component)
  const current = revisions.findLast(({ commit }) => commit === release?.commit)
  if (!release || !current) return []
  const deployedAt = new Date(release.deployedAt)
  const settled: Deployment = {
    ...{ id: toDeploymentId(`${current.commit} ${release.deployedAt}`), status: 'PRIMARY' },
    ...{ revision: current.revision, createdAt: deployedAt, running },
    ...{ rolloutState: 'COMPLETED', reason: 'ECS deployment completed.' },
  }
  // Somebody deployed by other means since.
  if (operation === null || isOutdated(operation, current, deployedAt)) return [settled]
  const { id, revision, createdAt, state: rolloutState, reason } = operation
  const shared = { id, status: 'PRIMARY', createdAt, rolloutState, reason } as const
  if (rolloutState === 'COMPLETED') {
    return [{ ...shared, revision: revision.revision, running }]
  }
  return [
    { ...shared, revision: revision.revision, running: 0 },
    { ...settled, status: 'ACTIVE' },
  ]
}

function isOutdated(operation: Operation, current: StoredRevision, deployedAt: Date): boolean {
  if (operation.state === 'COMPLETED') return operation.revision.commit !== current.commit
  return operation.state === 'FAILED' && deployedAt > operation.createdAt
}

export function toDeploymentId(seed: string) {
  const digits = BigInt(`0x${createHash('sha256').update(seed).digest('hex').slice(0, 15)}`)
  return `ecs-svc/${digits.toString().padStart(19, '1').slice(0, 19)}`
}
