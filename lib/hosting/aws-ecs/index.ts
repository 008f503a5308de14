import { checkAwsAccess } from '../aws/check-aws-access.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { HostingAdapter } from '../port.ts'
import { listTrials, toStatements } from './access.ts'
import { createEcsClient } from './client.ts'
import { listSettings } from './configuration.ts'
import { toFacts } from './mapper.ts'
import { readRunningRelease } from './read-release.ts'
import { createRollback } from './rollback.ts'
import { createScaling } from './scaling.ts'
import type { EcsTarget } from './target.ts'

export interface EcsOptions extends AdapterOptions {
  readonly target: EcsTarget
  readonly credential: AwsCredential
}

/** Services of one ECS cluster. */
export function createEcsAdapter({ target, credential, endpoint }: EcsOptions): HostingAdapter {
  const client = createEcsClient({ target, credential, endpoint })
  return {
    kind: 'aws-ecs',
    checkAccess: (signal) =>
      checkAwsAccess(
        client.aws,
        listTrials(client),
        (principal) => toStatements(target, principal),
        signal,
      ),
    releases: { readRunningRelease: (signal) => readRunningRelease(client, signal) },
    rollback: createRollback(client),
    scaling: createScaling(client),
    configuration: {
      listSettings: (fingerprint, signal) => listSettings(client, fingerprint, signal),
    },
    facts: {
      readFacts: async (signal) => toFacts(await client.readServices(signal)),
    },
  }
}
