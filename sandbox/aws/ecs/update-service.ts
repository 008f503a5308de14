import { type AwsCall, AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { component, type StoredRevision, serviceName, system, toFamily } from './revision-store.ts'
import { type ServiceState, toDeploymentId } from './service-store.ts'

/** The sample host runs no more of one component. */
const mostTasks = 4

/** Takes the call and answers at once; the real processes follow in the background. */
export function startUpdate(
  world: AwsWorld,
  state: ServiceState,
  revisions: readonly StoredRevision[],
  call: AwsCall,
): void {
  const { service, taskDefinition, desiredCount } = call.input
  if (String(service).split('/').at(-1) !== serviceName) {
    throw new AwsFailure('ServiceNotFoundException', 'Service not found.')
  }
  const revision =
    taskDefinition === undefined ? null : findRevision(state, revisions, String(taskDefinition))
  if (typeof desiredCount === 'number' && desiredCount > mostTasks) {
    throw new AwsFailure(
      'InvalidParameterException',
      `The sandbox runs at most ${mostTasks} tasks of a service.`,
    )
  }
  if (typeof desiredCount === 'number') {
    state.scalingTo = desiredCount
    void scale(world, state, desiredCount)
  }
  if (revision) {
    state.operation = {
      id: toDeploymentId(call.requestId),
      revision,
      createdAt: world.now(),
      state: 'IN_PROGRESS',
      reason: 'ECS deployment in progress.',
    }
    void roll(world, state, revision)
  }
}

function findRevision(
  { stage }: ServiceState,
  revisions: readonly StoredRevision[],
  name: string,
): StoredRevision {
  const [family, number] = name.split('/').at(-1)?.split(':') ?? []
  const found = revisions.find(({ revision }) => String(revision) === number)
  if (family === toFamily(stage) && found?.isActive) return found
  throw new AwsFailure('ClientException', 'TaskDefinition not found.')
}

async function roll(world: AwsWorld, state: ServiceState, { commit }: StoredRevision) {
  const operation = state.operation
  if (!operation) return
  try {
    const request = { commit, overlap: true, components: [component] }
    await world.stages.deploy(system, state.stage, request)
    operation.state = 'COMPLETED'
    operation.reason = `ECS deployment ${operation.id} completed.`
  } catch (error) {
    operation.state = 'FAILED'
    operation.reason = `ECS deployment failed: ${error instanceof Error ? error.message : error}`
  }
}

async function scale(world: AwsWorld, state: ServiceState, count: number) {
  const report = world.stages.findReport(system, state.stage)
  const release = report?.parts[component] ?? report?.release
  try {
    if (!release) return
    const instances = { [component]: count }
    const request = { commit: release.commit, instances, overlap: true, components: [component] }
    await world.stages.deploy(system, state.stage, request)
    // Nothing was rolled out, only more or fewer of the same.
    state.operation = null
  } catch (error) {
    console.error(error)
  } finally {
    state.scalingTo = null
  }
}
