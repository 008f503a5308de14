import { readIfAllowed } from '../aws/read-if-allowed.ts'
import { HostingError } from '../failure.ts'
import type { InstanceChange, ScalingControl } from '../scaling-port.ts'
import type { EcsClient } from './client.ts'

// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html; none at all is stopping, not scaling.
const bounds = { minimum: 1, maximum: 5_000 }

export function createScaling(client: EcsClient): ScalingControl {
  return {
    components: Object.keys(client.target.services),
    bounds,
    setInstances: (change, signal) => setInstances(client, change, signal),
  }
}

async function setInstances(
  client: EcsClient,
  { component, from, to }: InstanceChange,
  signal: AbortSignal,
): Promise<void> {
  const name = client.target.services[component]
  if (!name) throw new HostingError('rejected', `No service of ECS runs "${component}".`)
  if (!Number.isInteger(to) || to < bounds.minimum || to > bounds.maximum) {
    const range = `${bounds.minimum} to ${bounds.maximum}`
    throw new HostingError('rejected', `ECS runs ${range} tasks of a service, not ${to}.`)
  }
  const { desiredCount, schedulingStrategy } = await client.readService(name, signal)
  if (schedulingStrategy === 'DAEMON') {
    throw conflict(`The service "${name}" runs one task on each machine.`, 'daemon')
  }
  if (desiredCount !== from) {
    throw conflict(`The service "${name}" is to run ${desiredCount} tasks, not ${from}.`, 'changed')
  }
  // Without this right, automatic scaling shows only in that it takes the change back.
  if (await readIfAllowed(client.readAutoscaling(name, signal))) {
    throw conflict(`Automatic scaling decides how many tasks "${name}" runs.`, 'autoscaling')
  }
  const changed = await client.updateService({ service: name, desiredCount: to }, signal)
  if (changed.desiredCount === to) return
  throw new HostingError(
    'outcome_unknown',
    `ECS took the change of "${name}" to ${to} tasks and says ${changed.desiredCount}.`,
  )
}

function conflict(message: string, reason: string) {
  return new HostingError('conflict', message, { details: { reason } })
}
