import type { RestorableRelease, RollbackControl } from '../rollback-port.ts'
import type { EcsClient } from './client.ts'
import { toFamily, toReleaseId, toRestorable } from './mapper.ts'
import { readOperation } from './read-operation.ts'
import { type ServiceRevisions, toSets } from './release-set.ts'
import { restoreAll, validateRestore } from './restore.ts'

/** Back to earlier revisions of the task definitions, for all services of the stage together. */
export function createRollback(client: EcsClient): RollbackControl {
  const { services } = client.target
  const componentOf = new Map(
    Object.entries(services).map(([component, service]) => [service, component]),
  )
  const names = [...componentOf.keys()]
  return {
    mechanism: 'ecs-task-definition',
    doesNotRevert: ['database', 'cron', 'cache', 'other_components'],
    components: Object.keys(services),
    async listTargets(signal) {
      const found: ServiceRevisions[] = []
      for (const [service, component] of componentOf) {
        found.push(await readRevisions(client, component, service, signal))
      }
      const [only, ...others] = found
      if (!only || others.length > 0) return toSets(found)
      return only.revisions.filter(({ releaseId }) => releaseId !== only.running)
    },
    validate: (setId, signal) => validateRestore(client, names, setId, signal),
    restore: (setId, _operationKey, signal) => restoreAll(client, names, setId, signal),
    readOperation: (operation, signal) => readOperation(client, names, operation, signal),
  }
}

async function readRevisions(
  client: EcsClient,
  component: string,
  service: string,
  signal: AbortSignal,
): Promise<ServiceRevisions> {
  const { taskDefinition } = await client.readService(service, signal)
  const running = toRevision(taskDefinition)
  const arns = await client.listRevisions(toFamily(taskDefinition), signal)
  const revisions: RestorableRelease[] = []
  for (const arn of arns.filter((each) => toRevision(each) <= running)) {
    revisions.push(toRestorable(await client.readTaskDefinition(arn, signal), component))
  }
  return { running: toReleaseId(taskDefinition), revisions }
}

function toRevision(taskDefinition: string): number {
  return Number(toReleaseId(taskDefinition).split(':').at(-1))
}
