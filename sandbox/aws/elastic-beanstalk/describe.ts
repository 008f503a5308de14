import { findRelease, listProcesses, toReleaseName } from '../releases.ts'
import type { AwsCall } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import {
  application,
  component,
  type Environment,
  type EnvironmentStore,
  region,
} from './environment-store.ts'

/** Names of a list parameter as the query protocol sends them: `VersionLabels.member.1`. */
export function listMembers(input: AwsCall['input'], name: string): string[] {
  return Object.entries(input)
    .filter(([key]) => key.startsWith(`${name}.member.`))
    .map(([, value]) => String(value))
}

export function describeEnvironments(world: AwsWorld, store: EnvironmentStore, call: AwsCall) {
  const { input } = call
  const wanted = listMembers(input, 'EnvironmentNames')
  const found = store.environments
    .filter(() => call.region === region)
    .filter(() => (input.ApplicationName ?? application) === application)
    .filter(({ name }) => wanted.length === 0 || wanted.includes(name))
  return { Environments: found.map((environment) => toEnvironment(world, environment)) }
}

/** Green while every process runs, red while none does. */
export function toEnvironment({ stages, accountId }: AwsWorld, environment: Environment) {
  const { name, stage, updatingTo } = environment
  const report = stages.findReport(application, stage)
  const running = findRelease(report, component)
  const processes = listProcesses(report, component)
  const up = processes.filter(({ status }) => status === 'running').length
  const [Health, HealthStatus] =
    up === processes.length && up > 0
      ? ['Green', 'Ok']
      : up === 0
        ? ['Red', 'Severe']
        : ['Yellow', 'Warning']
  return {
    EnvironmentName: name,
    EnvironmentId: toId('e', name),
    EnvironmentArn: `arn:aws:elasticbeanstalk:${region}:${accountId}:environment/${application}/${name}`,
    ApplicationName: application,
    VersionLabel: updatingTo ?? (running ? toReleaseName(running) : undefined),
    SolutionStackName: '64bit Amazon Linux 2023 v6.7.0 running Node.js 24',
    DateCreated: new Date('2026-01-12T08:00:00Z'),
    DateUpdated: running ? new Date(running.deployedAt) : undefined,
    Status: updatingTo === null ? 'Ready' : 'Updating',
    AbortableOperationInProgress: updatingTo !== null,
    Health: updatingTo === null ? Health : 'Grey',
    HealthStatus: updatingTo === null ? HealthStatus : 'Info',
  }
}

/** One machine for each process that is there, whether it runs or not. */
export function describeResources(world: AwsWorld, { name, stage }: Environment) {
  const processes = listProcesses(world.stages.findReport(application, stage), component)
  return {
    EnvironmentResources: {
      EnvironmentName: name,
      AutoScalingGroups: [{ Name: `awseb-${name}` }],
      Instances: processes.map(({ instance }) => ({ Id: toId('i', `${name}.${instance}`) })),
      LaunchConfigurations: [],
      LaunchTemplates: [],
      LoadBalancers: [{ Name: `awseb-${name}` }],
      Triggers: [],
      Queues: [],
    },
  }
}

export function describeSettings({ stages }: AwsWorld, { name, stage }: Environment) {
  const report = stages.findReport(application, stage)
  const size = String(listProcesses(report, component).length)
  const variables = Object.entries(stages.getSettings(application, stage))
  const option = (Namespace: string, OptionName: string, Value: string) => ({
    ...{ Namespace, OptionName, Value },
  })
  return {
    ConfigurationSettings: [
      {
        ApplicationName: application,
        EnvironmentName: name,
        DeploymentStatus: 'deployed',
        DateUpdated: new Date('2026-10-02T09:30:00Z'),
        OptionSettings: [
          option('aws:autoscaling:asg', 'MinSize', size),
          option('aws:autoscaling:asg', 'MaxSize', size),
          option('aws:elasticbeanstalk:environment', 'EnvironmentType', 'LoadBalanced'),
          ...variables.map(([key, value]) =>
            option('aws:elasticbeanstalk:application:environment', key, value),
          ),
        ],
      },
    ],
  }
}

export async function describeVersions(store: EnvironmentStore, { input }: AwsCall) {
  const wanted = listMembers(input, 'VersionLabels')
  const versions = await store.listVersions()
  return {
    ApplicationVersions: versions
      .filter(({ label }) => wanted.length === 0 || wanted.includes(label))
      .map(({ label, commit, createdAt }) => ({
        ApplicationName: application,
        VersionLabel: label,
        Description: commit,
        DateCreated: new Date(createdAt),
        DateUpdated: new Date(createdAt),
        Status: 'PROCESSED',
      })),
  }
}

export function describeEvents(environment: Environment, { input }: AwsCall) {
  const since = typeof input.StartTime === 'string' ? new Date(input.StartTime) : new Date(0)
  const events = environment.events
    .filter(({ at }) => at >= since)
    .toReversed()
    .slice(0, Number(input.MaxRecords ?? 1_000))
  return {
    Events: events.map(({ at, message, severity, requestId, label }) => ({
      EventDate: at,
      Message: message,
      Severity: severity,
      ApplicationName: application,
      EnvironmentName: environment.name,
      RequestId: requestId,
      VersionLabel: label,
    })),
  }
}

/** Looks like AWS's ids, and is the same each time. */
function toId(prefix: string, name: string) {
  return `${prefix}-${Buffer.from(name).toString('hex').slice(-17)}`
}
