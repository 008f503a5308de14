import type { AccessTrial, AwsPrincipal } from '../aws/check-aws-access.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { EcsService } from './answers.ts'
import type { EcsClient } from './client.ts'
import { toFamily } from './mapper.ts'
import type { EcsTarget } from './target.ts'

/** Every right the adapter uses, each with its cheapest call. */
export function listTrials(client: EcsClient): AccessTrial[] {
  const findService = async (signal: AbortSignal): Promise<EcsService | null> =>
    (await client.readServices(signal)).services[0] ?? null
  return [
    {
      permission: 'ecs:DescribeServices',
      capability: 'releases',
      attempt: async (signal) => ((await findService(signal)) ? 'granted' : 'unknown'),
    },
    {
      permission: 'ecs:DescribeTaskDefinition',
      capability: 'releases',
      attempt: (signal) =>
        withService(findService(signal), ({ taskDefinition }) =>
          client.readTaskDefinition(taskDefinition, signal),
        ),
    },
    {
      permission: 'ecs:ListTaskDefinitions',
      capability: 'rollback',
      attempt: (signal) =>
        withService(findService(signal), ({ taskDefinition }) =>
          client.listRevisions(toFamily(taskDefinition), signal),
        ),
    },
    {
      permission: 'application-autoscaling:DescribeScalableTargets',
      capability: 'scaling',
      attempt: (signal) =>
        withService(findService(signal), ({ serviceName }) =>
          client.readAutoscaling(serviceName, signal),
        ),
    },
    { permission: 'ecs:UpdateService', capability: 'rollback', attempt: null },
  ]
}

async function withService(
  found: Promise<EcsService | null>,
  ask: (service: EcsService) => Promise<unknown>,
): Promise<'granted' | 'unknown'> {
  const service = await found
  if (service === null) return 'unknown'
  await ask(service)
  return 'granted'
}

/** Reading task definitions and automatic scaling knows no single resource. */
export function toStatements(
  { region, cluster, services }: EcsTarget,
  { account, partition }: AwsPrincipal,
): PolicyStatement[] {
  const arn = (name: string) =>
    `arn:${partition}:ecs:${region}:${account}:service/${cluster}/${name}`
  const resources = [...new Set(Object.values(services))].map(arn)
  return [
    { sid: 'ReadServices', actions: ['ecs:DescribeServices'], resources },
    {
      sid: 'ReadTaskDefinitions',
      actions: [
        'ecs:DescribeTaskDefinition',
        'ecs:ListTaskDefinitions',
        'application-autoscaling:DescribeScalableTargets',
      ],
      resources: ['*'],
    },
    { sid: 'RollBackAndScale', actions: ['ecs:UpdateService'], resources },
  ]
}
