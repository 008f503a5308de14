import { checkAwsAccess } from '../aws/check-aws-access.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { HostingAdapter } from '../port.ts'
import { listTrials, toStatements } from './access.ts'
import { createBeanstalkClient } from './client.ts'
import { listSettings } from './configuration.ts'
import { toFacts } from './mapper.ts'
import { readRunningRelease } from './read-release.ts'
import { createRollback } from './rollback.ts'
import type { ElasticBeanstalkTarget } from './target.ts'

export interface ElasticBeanstalkOptions extends AdapterOptions {
  readonly target: ElasticBeanstalkTarget
  readonly credential: AwsCredential
}

/** One environment of Elastic Beanstalk. How many instances it has is part of its configuration, which stays AWS's. */
export function createElasticBeanstalkAdapter(options: ElasticBeanstalkOptions): HostingAdapter {
  const { target, credential, endpoint } = options
  const client = createBeanstalkClient({ target, credential, endpoint })
  const components = target.components ?? options.components
  return {
    kind: 'aws-elastic-beanstalk',
    checkAccess: (signal) =>
      checkAwsAccess(
        client.aws,
        listTrials(client),
        (principal) => toStatements(target, principal),
        signal,
      ),
    releases: { readRunningRelease: (signal) => readRunningRelease(client, components, signal) },
    rollback: createRollback(client, components),
    configuration: {
      listSettings: (fingerprint, signal) => listSettings(client, fingerprint, signal),
    },
    facts: {
      readFacts: async (signal) => toFacts(await client.readEnvironment(signal), target.region),
    },
  }
}
