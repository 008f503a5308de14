import type { AccessTrial, AwsPrincipal } from '../aws/check-aws-access.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { Capability } from '../port.ts'
import type { BeanstalkClient } from './client.ts'
import type { ElasticBeanstalkTarget } from './target.ts'

/** Every right the adapter uses, each with its cheapest call. An empty answer does not tell. */
export function listTrials(client: BeanstalkClient): AccessTrial[] {
  return [
    trial('DescribeEnvironments', 'releases', (signal) => client.readEnvironment(signal)),
    trial('DescribeEnvironmentResources', 'releases', (signal) => client.countInstances(signal)),
    trial('DescribeConfigurationSettings', 'configuration', (signal) =>
      client.readSettings(signal),
    ),
    listing('DescribeApplicationVersions', (signal) => client.listVersions(null, signal)),
    listing('DescribeEvents', (signal) => client.listEvents(new Date(0), signal)),
    {
      permission: 'elasticbeanstalk:UpdateEnvironment',
      capability: 'rollback',
      attempt: null,
    },
  ]
}

function trial(
  action: string,
  capability: Capability,
  ask: (signal: AbortSignal) => Promise<unknown>,
): AccessTrial {
  return {
    permission: `elasticbeanstalk:${action}`,
    capability,
    attempt: (signal) => ask(signal).then(() => 'granted'),
  }
}

function listing(
  action: string,
  list: (signal: AbortSignal) => Promise<readonly unknown[]>,
): AccessTrial {
  return {
    permission: `elasticbeanstalk:${action}`,
    capability: 'rollback',
    attempt: async (signal) => ((await list(signal)).length > 0 ? 'granted' : 'unknown'),
  }
}

/** Resources: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticbeanstalk.html */
export function toStatements(
  { region, application, environment }: ElasticBeanstalkTarget,
  { account, partition }: AwsPrincipal,
): PolicyStatement[] {
  const prefix = `arn:${partition}:elasticbeanstalk:${region}:${account}`
  const ofEnvironment = `${prefix}:environment/${application}/${environment}`
  const versions = `${prefix}:applicationversion/${application}/*`
  return [
    {
      sid: 'ReadEnvironment',
      actions: [
        'elasticbeanstalk:DescribeEnvironments',
        'elasticbeanstalk:DescribeEnvironmentResources',
        'elasticbeanstalk:DescribeConfigurationSettings',
        'elasticbeanstalk:DescribeApplicationVersions',
        'elasticbeanstalk:DescribeEvents',
      ],
      resources: [`${prefix}:application/${application}`, ofEnvironment, versions],
    },
    {
      sid: 'RollBack',
      actions: ['elasticbeanstalk:UpdateEnvironment'],
      resources: [ofEnvironment, `${prefix}:application/${application}`, versions],
    },
  ]
}
