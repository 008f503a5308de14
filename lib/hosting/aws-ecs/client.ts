import {
  ApplicationAutoScalingClient,
  DescribeScalableTargetsCommand,
} from '@aws-sdk/client-application-auto-scaling'
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListTaskDefinitionsCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs'
import { z } from 'zod'
import { type Aws, type AwsOptions, connectAws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import {
  type EcsService,
  type EcsServices,
  type EcsTaskDefinition,
  Service,
  Services,
  TaskDefinition,
} from './answers.ts'
import type { EcsTarget } from './target.ts'

/** Calls of one cluster, each with its deadline and a checked answer. */
export interface EcsClient {
  readonly aws: Aws
  readonly target: EcsTarget
  /** Services that do not exist come back in `failures`. Throws `empty_answer` when AWS tells of nothing. */
  readServices(signal: AbortSignal): Promise<EcsServices>
  /** Throws `not_found`. */
  readService(name: string, signal: AbortSignal): Promise<EcsService>
  /** By ARN or `family:revision`. Throws `rejected` for one that does not exist. */
  readTaskDefinition(name: string, signal: AbortSignal): Promise<EcsTaskDefinition>
  /** ARNs of the family's active revisions, newest first. */
  listRevisions(family: string, signal: AbortSignal): Promise<readonly string[]>
  /** Whether automatic scaling decides the count. */
  readAutoscaling(service: string, signal: AbortSignal): Promise<boolean>
  updateService(change: ServiceChange, signal: AbortSignal): Promise<EcsService>
}

export interface ServiceChange {
  readonly service: string
  readonly taskDefinition?: string
  readonly desiredCount?: number
}

// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html
const servicesPerCall = 10
const listedRevisions = 11

export function createEcsClient(options: Omit<AwsOptions, 'region'> & { target: EcsTarget }) {
  const { target } = options
  const aws = connectAws({ ...options, region: target.region })
  const ecs = new ECSClient(aws.clientConfig)
  const calls = { aws, ecs, target }
  const client: EcsClient = {
    aws,
    target,
    readServices: (signal) => readServices(calls, signal),
    async readService(name, signal) {
      const { services } = await describeServices(calls, [name], signal)
      const service = services.find(({ serviceName }) => serviceName === name)
      if (service) return service
      throw new HostingError('not_found', `ECS knows no service "${name}" in "${target.cluster}".`)
    },
    readTaskDefinition: (name, signal) => readTaskDefinition(calls, name, signal),
    listRevisions: (family, signal) => listRevisions(calls, family, signal),
    readAutoscaling: (service, signal) => readAutoscaling(calls, service, signal),
    updateService: (change, signal) => updateService(calls, change, signal),
  }
  return client
}

interface Calls {
  readonly aws: Aws
  readonly ecs: ECSClient
  readonly target: EcsTarget
}

async function readServices(calls: Calls, signal: AbortSignal): Promise<EcsServices> {
  const names = [...new Set(Object.values(calls.target.services))]
  const services: EcsServices['services'] = []
  const failures: EcsServices['failures'] = []
  for (let start = 0; start < names.length; start += servicesPerCall) {
    const part = await describeServices(calls, names.slice(start, start + servicesPerCall), signal)
    services.push(...part.services)
    failures.push(...part.failures)
  }
  return { services, failures }
}

async function describeServices(
  { aws, ecs, target }: Calls,
  names: string[],
  signal: AbortSignal,
): Promise<EcsServices> {
  const command = new DescribeServicesCommand({ cluster: target.cluster, services: names })
  const answer = await aws.call(
    {
      action: 'ecs:DescribeServices',
      answer: Services,
      send: (abortSignal) => ecs.send(command, { abortSignal }),
    },
    signal,
  )
  if (answer.services.length > 0 || answer.failures.length > 0) return answer
  throw new HostingError(
    'empty_answer',
    `ECS told of none of the services ${names.join(', ')} in "${target.cluster}".`,
  )
}

async function readTaskDefinition(
  { aws, ecs }: Calls,
  name: string,
  signal: AbortSignal,
): Promise<EcsTaskDefinition> {
  const command = new DescribeTaskDefinitionCommand({ taskDefinition: name })
  const { taskDefinition } = await aws.call(
    {
      action: 'ecs:DescribeTaskDefinition',
      answer: z.object({ taskDefinition: TaskDefinition }),
      send: (abortSignal) => ecs.send(command, { abortSignal }),
    },
    signal,
  )
  return taskDefinition
}

async function listRevisions({ aws, ecs }: Calls, family: string, signal: AbortSignal) {
  const command = new ListTaskDefinitionsCommand({
    familyPrefix: family,
    status: 'ACTIVE',
    sort: 'DESC',
    maxResults: listedRevisions,
  })
  const { taskDefinitionArns } = await aws.call(
    {
      action: 'ecs:ListTaskDefinitions',
      answer: z.object({ taskDefinitionArns: z.array(z.string()) }),
      send: (abortSignal) => ecs.send(command, { abortSignal }),
    },
    signal,
  )
  return taskDefinitionArns
}

async function readAutoscaling({ aws, target }: Calls, service: string, signal: AbortSignal) {
  const scaling = new ApplicationAutoScalingClient(aws.clientConfig)
  const command = new DescribeScalableTargetsCommand({
    ServiceNamespace: 'ecs',
    ScalableDimension: 'ecs:service:DesiredCount',
    ResourceIds: [`service/${target.cluster}/${service}`],
  })
  const { ScalableTargets } = await aws.call(
    {
      action: 'application-autoscaling:DescribeScalableTargets',
      answer: z.object({ ScalableTargets: z.array(z.object({ ResourceId: z.string() })) }),
      send: (abortSignal) => scaling.send(command, { abortSignal }),
    },
    signal,
  )
  return ScalableTargets.length > 0
}

async function updateService(
  { aws, ecs, target }: Calls,
  change: ServiceChange,
  signal: AbortSignal,
): Promise<EcsService> {
  const command = new UpdateServiceCommand({ cluster: target.cluster, ...change })
  const { service } = await aws.call(
    {
      action: 'ecs:UpdateService',
      answer: z.object({ service: Service }),
      send: (abortSignal) => ecs.send(command, { abortSignal }),
      changes: true,
    },
    signal,
  )
  return service
}
