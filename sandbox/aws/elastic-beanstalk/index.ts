import type { AwsCall, AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import {
  describeEnvironments,
  describeEvents,
  describeResources,
  describeSettings,
  describeVersions,
} from './describe.ts'
import { openEnvironmentStore } from './environment-store.ts'
import { updateEnvironment } from './update-environment.ts'

/** The application whatsgonow. https://docs.aws.amazon.com/elasticbeanstalk/latest/api/ */
export function createElasticBeanstalk(world: AwsWorld): AwsService {
  const store = openEnvironmentStore(world)
  const getEnvironment = ({ input }: AwsCall) => store.getEnvironment(input.EnvironmentName)
  return {
    signingName: 'elasticbeanstalk',
    protocol: 'query',
    namespace: 'http://elasticbeanstalk.amazonaws.com/docs/2010-12-01/',
    operations: [
      {
        name: 'DescribeEnvironments',
        handle: (call) => describeEnvironments(world, store, call),
        empty: { Environments: [] },
      },
      {
        name: 'DescribeEnvironmentResources',
        handle: (call) => describeResources(world, getEnvironment(call)),
      },
      {
        name: 'DescribeConfigurationSettings',
        handle: (call) => describeSettings(world, getEnvironment(call)),
        empty: { ConfigurationSettings: [] },
      },
      {
        name: 'DescribeApplicationVersions',
        handle: (call) => describeVersions(store, call),
        empty: { ApplicationVersions: [] },
      },
      {
        name: 'DescribeEvents',
        handle: (call) => describeEvents(getEnvironment(call), call),
        empty: { Events: [] },
      },
      {
        name: 'DeleteApplicationVersion',
        handle: ({ input }) => store.deleteVersion(String(input.VersionLabel)),
      },
      { name: 'UpdateEnvironment', handle: (call) => updateEnvironment(world, store, call) },
    ],
  }
}
