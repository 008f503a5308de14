import { toWords } from '../aws/read-aws-error.ts'
import { parseReleaseName, type ReleaseName } from '../parse-release-name.ts'
import type { PlatformFact } from '../port.ts'
import type { ComponentRelease, ComponentState } from '../release-port.ts'
import type { RestorableRelease } from '../rollback-port.ts'
import type { EcsDeployment, EcsService, EcsServices, EcsTaskDefinition } from './answers.ts'

/** `family:revision` out of an ARN or of itself. */
export function toReleaseId(taskDefinition: string): string {
  return taskDefinition.split('/').at(-1) ?? taskDefinition
}

export function toFamily(taskDefinition: string): string {
  return toReleaseId(taskDefinition).replace(/:\d+$/, '')
}

/** The deployment whose tasks answer: an old one for as long as the new one has none. */
export function findRunningDeployment({ deployments }: EcsService): EcsDeployment | null {
  const primary = findPrimary(deployments)
  if (primary && primary.runningCount > 0) return primary
  return deployments.find(({ runningCount }) => runningCount > 0) ?? primary
}

export function findPrimary(deployments: readonly EcsDeployment[]): EcsDeployment | null {
  return deployments.find(({ status }) => status === 'PRIMARY') ?? null
}

export function toComponentRelease(
  component: string,
  service: EcsService,
  taskDefinition: EcsTaskDefinition | null,
  autoscaling: boolean | null,
): ComponentRelease {
  const deployment = findRunningDeployment(service)
  return {
    component,
    state: toState(service),
    ...(taskDefinition ? toReleaseName(taskDefinition, component) : unnamed),
    releaseId: deployment ? toReleaseId(deployment.taskDefinition) : null,
    since: deployment?.createdAt ?? null,
    instances: {
      desired: service.desiredCount,
      running: service.runningCount,
      autoscaling,
    },
    detail: toDetail(service),
  }
}

/** A service the catalog names and AWS does not know. */
export function toMissing(component: string, detail: string): ComponentRelease {
  return {
    ...{ component, state: 'unknown', ...unnamed, releaseId: null },
    ...{ since: null, instances: null, detail },
  }
}

const unnamed: ReleaseName = { version: null, commitSha: null }

/** By the tag of the component's image: the container of that name, else the first that must not end. */
export function toReleaseName(
  { containerDefinitions }: EcsTaskDefinition,
  component: string,
): ReleaseName {
  const container =
    containerDefinitions.find(({ name }) => name === component) ??
    containerDefinitions.find(({ essential }) => essential !== false) ??
    containerDefinitions[0]
  const tag = container && findTag(container.image)
  return tag ? parseReleaseName(tag) : unnamed
}

export function toRestorable(definition: EcsTaskDefinition, component: string): RestorableRelease {
  return {
    releaseId: toReleaseId(definition.taskDefinitionArn),
    ...toReleaseName(definition, component),
    createdAt: definition.registeredAt ?? null,
  }
}

/** The region is the one the service's ARN names, whichever was asked. */
export function toFacts({ services }: EcsServices): PlatformFact[] {
  return services.flatMap(({ serviceName: subject, serviceArn, status }): PlatformFact[] => [
    { name: 'region', subject, value: serviceArn.split(':')[3] ?? null },
    { name: 'state', subject, value: toWords(status) },
  ])
}

interface StateRule {
  readonly state: ComponentState
  readonly applies: (service: EcsService, primary: EcsDeployment | null) => boolean
}

const knownRollouts = [undefined, 'COMPLETED', 'IN_PROGRESS', 'FAILED']

/** Asked from the top. A word that is not known is never a good sign. */
const stateRules: readonly StateRule[] = [
  { state: 'stopped', applies: ({ status }) => status === 'DRAINING' || status === 'INACTIVE' },
  { state: 'unknown', applies: ({ status }, primary) => status !== 'ACTIVE' || primary === null },
  {
    state: 'unknown',
    applies: (_service, primary) => !knownRollouts.includes(primary?.rolloutState),
  },
  { state: 'degraded', applies: (_service, primary) => primary?.rolloutState === 'FAILED' },
  {
    state: 'deploying',
    applies: ({ deployments }, primary) =>
      primary?.rolloutState === 'IN_PROGRESS' || deployments.length > 1,
  },
  { state: 'stopped', applies: ({ desiredCount }) => desiredCount === 0 },
  { state: 'degraded', applies: ({ runningCount, desiredCount }) => runningCount < desiredCount },
]

function toState(service: EcsService): ComponentState {
  const primary = findPrimary(service.deployments)
  return stateRules.find(({ applies }) => applies(service, primary))?.state ?? 'running'
}

function toDetail(service: EcsService): string | null {
  const primary = findPrimary(service.deployments)
  const failed = primary?.failedTasks ?? 0
  const parts = [
    service.status === 'ACTIVE' ? null : `The service is ${service.status}.`,
    primary?.rolloutState === 'COMPLETED' ? null : (primary?.rolloutStateReason ?? null),
    failed > 0 ? `Tasks that failed to start: ${failed}.` : null,
  ]
  return toWords(parts.filter((part) => part !== null).join(' '))
}

/** The part behind the last colon of the name; an image by digest alone has none. */
function findTag(image: string): string | null {
  const name = image.split('@')[0]?.split('/').at(-1) ?? ''
  return name.includes(':') ? (name.split(':').at(-1) ?? null) : null
}
