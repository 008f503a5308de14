import {
  DescribeApplicationVersionsCommand,
  DescribeConfigurationSettingsCommand,
  DescribeEnvironmentResourcesCommand,
  DescribeEnvironmentsCommand,
  DescribeEventsCommand,
  ElasticBeanstalkClient,
  UpdateEnvironmentCommand,
} from '@aws-sdk/client-elastic-beanstalk'
import { z } from 'zod'
import { type Aws, type AwsOptions, connectAws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import {
  ApplicationVersion,
  type EbEnvironment,
  type EbEvent,
  type EbSettings,
  type EbVersion,
  Environment,
  EnvironmentEvent,
  Settings,
} from './answers.ts'
import type { ElasticBeanstalkTarget } from './target.ts'

/**
 * Calls about one environment. To somebody without the permission Elastic Beanstalk shows nothing instead of refusing:
 * an empty answer is `empty_answer`. https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_DescribeEvents.html
 */
export interface BeanstalkClient {
  readonly aws: Aws
  readonly target: ElasticBeanstalkTarget
  readEnvironment(signal: AbortSignal): Promise<EbEnvironment>
  countInstances(signal: AbortSignal): Promise<number>
  readSettings(signal: AbortSignal): Promise<EbSettings>
  /** Newest first; with a label that one alone, or none. */
  listVersions(label: string | null, signal: AbortSignal): Promise<readonly EbVersion[]>
  /** Newest first; empty also without the permission. */
  listEvents(since: Date, signal: AbortSignal): Promise<readonly EbEvent[]>
  /** Starts to deploy the version; gives the id of the request, which the events of its work carry. */
  deployVersion(label: string, signal: AbortSignal): Promise<string | null>
}

interface Calls {
  readonly aws: Aws
  readonly client: ElasticBeanstalkClient
  readonly target: ElasticBeanstalkTarget
}

const listedVersions = 100
const listedEvents = 100

export function createBeanstalkClient(
  options: Omit<AwsOptions, 'region'> & { target: ElasticBeanstalkTarget },
): BeanstalkClient {
  const { target } = options
  const aws = connectAws({ ...options, region: target.region })
  const calls = { aws, client: new ElasticBeanstalkClient(aws.clientConfig), target }
  return {
    aws,
    target,
    readEnvironment: (signal) => readEnvironment(calls, signal),
    countInstances: (signal) => countInstances(calls, signal),
    readSettings: (signal) => readSettings(calls, signal),
    listVersions: (label, signal) => listVersions(calls, label, signal),
    listEvents: (since, signal) => listEvents(calls, since, signal),
    deployVersion: (label, signal) => deployVersion(calls, label, signal),
  }
}

async function readEnvironment({ aws, client, target }: Calls, signal: AbortSignal) {
  const command = new DescribeEnvironmentsCommand({
    ApplicationName: target.application,
    EnvironmentNames: [target.environment],
    IncludeDeleted: false,
  })
  const { Environments } = await aws.call(
    {
      action: 'elasticbeanstalk:DescribeEnvironments',
      answer: z.object({ Environments: z.array(Environment) }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  const found = Environments.find(({ EnvironmentName: name }) => name === target.environment)
  return found ?? tellEmpty(target, 'elasticbeanstalk:DescribeEnvironments')
}

async function countInstances({ aws, client, target }: Calls, signal: AbortSignal) {
  const command = new DescribeEnvironmentResourcesCommand({ EnvironmentName: target.environment })
  const { EnvironmentResources } = await aws.call(
    {
      action: 'elasticbeanstalk:DescribeEnvironmentResources',
      answer: z.object({
        EnvironmentResources: z.object({ Instances: z.array(z.object({ Id: z.string() })) }),
      }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  const count = EnvironmentResources.Instances.length
  return count > 0 ? count : tellEmpty(target, 'elasticbeanstalk:DescribeEnvironmentResources')
}

async function readSettings({ aws, client, target }: Calls, signal: AbortSignal) {
  const command = new DescribeConfigurationSettingsCommand({
    ApplicationName: target.application,
    EnvironmentName: target.environment,
  })
  const { ConfigurationSettings } = await aws.call(
    {
      action: 'elasticbeanstalk:DescribeConfigurationSettings',
      answer: z.object({ ConfigurationSettings: z.array(Settings) }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  return (
    ConfigurationSettings[0] ?? tellEmpty(target, 'elasticbeanstalk:DescribeConfigurationSettings')
  )
}

async function listVersions(
  { aws, client, target }: Calls,
  label: string | null,
  signal: AbortSignal,
): Promise<EbVersion[]> {
  const command = new DescribeApplicationVersionsCommand({
    ApplicationName: target.application,
    ...(label === null ? { MaxRecords: listedVersions } : { VersionLabels: [label] }),
  })
  const { ApplicationVersions } = await aws.call(
    {
      action: 'elasticbeanstalk:DescribeApplicationVersions',
      answer: z.object({ ApplicationVersions: z.array(ApplicationVersion) }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  return ApplicationVersions.toSorted(
    (a, b) => (b.DateCreated?.getTime() ?? 0) - (a.DateCreated?.getTime() ?? 0),
  )
}

async function listEvents(
  { aws, client, target }: Calls,
  since: Date,
  signal: AbortSignal,
): Promise<EbEvent[]> {
  const command = new DescribeEventsCommand({
    ApplicationName: target.application,
    EnvironmentName: target.environment,
    StartTime: since,
    MaxRecords: listedEvents,
  })
  const { Events } = await aws.call(
    {
      action: 'elasticbeanstalk:DescribeEvents',
      answer: z.object({ Events: z.array(EnvironmentEvent) }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  return Events.toSorted((a, b) => b.EventDate.getTime() - a.EventDate.getTime())
}

const Started = Environment.partial().extend({
  EnvironmentName: z.string(),
  $metadata: z.object({ requestId: z.string().optional() }),
})

async function deployVersion({ aws, client, target }: Calls, label: string, signal: AbortSignal) {
  const command = new UpdateEnvironmentCommand({
    ApplicationName: target.application,
    EnvironmentName: target.environment,
    VersionLabel: label,
  })
  const { $metadata } = await aws.call(
    {
      action: 'elasticbeanstalk:UpdateEnvironment',
      answer: Started,
      send: (abortSignal) => client.send(command, { abortSignal }),
      changes: true,
    },
    signal,
  )
  return $metadata.requestId ?? null
}

function tellEmpty({ application, environment }: ElasticBeanstalkTarget, action: string): never {
  throw new HostingError(
    'empty_answer',
    `Elastic Beanstalk shows no environment "${environment}" of "${application}": either it does not exist, or ${action} is not allowed.`,
    { permission: action },
  )
}
