import { toWords } from '../aws/read-aws-error.ts'
import { readIfAllowed } from '../aws/read-if-allowed.ts'
import { HostingError } from '../failure.ts'
import type { ComponentRelease, RunningRelease } from '../release-port.ts'
import type { EcsServices } from './answers.ts'
import type { EcsClient } from './client.ts'
import { findRunningDeployment, toComponentRelease, toMissing } from './mapper.ts'

/** What each service runs. A service that is gone is unknown beside others, and a failure alone. */
export async function readRunningRelease(
  client: EcsClient,
  signal: AbortSignal,
): Promise<RunningRelease> {
  const observedAt = new Date()
  const answer = await client.readServices(signal)
  const { cluster, services: names } = client.target
  if (answer.services.length === 0) {
    const reasons = answer.failures.map(toReason).join(' ')
    throw new HostingError('not_found', `ECS knows no service of "${cluster}". ${reasons}`)
  }
  const components: ComponentRelease[] = []
  for (const [component, name] of Object.entries(names)) {
    components.push(await readComponent(client, component, name, answer, signal))
  }
  return { observedAt, components, pin: null, notes: [] }
}

async function readComponent(
  client: EcsClient,
  component: string,
  name: string,
  { services, failures }: EcsServices,
  signal: AbortSignal,
): Promise<ComponentRelease> {
  const service = services.find(({ serviceName }) => serviceName === name)
  if (!service) {
    const failure = failures.find(({ arn }) => arn?.endsWith(`/${name}`))
    return toMissing(component, failure ? toReason(failure) : `ECS did not tell of "${name}".`)
  }
  const running = findRunningDeployment(service)?.taskDefinition ?? service.taskDefinition
  const definition = await client.readTaskDefinition(running, signal)
  const autoscaling = await readIfAllowed(client.readAutoscaling(name, signal))
  return toComponentRelease(component, service, definition, autoscaling)
}

function toReason({ arn, reason }: EcsServices['failures'][number]): string {
  return toWords(`${arn ?? 'A service'}: ${reason ?? 'no reason given'}.`) ?? ''
}
