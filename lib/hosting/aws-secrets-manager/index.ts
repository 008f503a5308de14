import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { type AwsPrincipal, checkAwsAccess } from '../aws/check-aws-access.ts'
import { connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { FoundSetting } from '../configuration-port.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { PlatformAdapter } from '../port.ts'
import { type ListedSecret, listSecrets } from './list-secrets.ts'
import type { SecretsManagerTarget } from './target.ts'

export interface SecretsManagerOptions extends AdapterOptions {
  readonly target: SecretsManagerTarget
  readonly credential: AwsCredential
}

/** Names of secrets and when they were last changed. Values are never asked for. */
export function createSecretsManagerAdapter(options: SecretsManagerOptions): PlatformAdapter {
  const { target, credential, endpoint, components } = options
  const aws = connectAws({ region: target.region, credential, endpoint })
  const client = new SecretsManagerClient(aws.clientConfig)
  const list = (signal: AbortSignal) => listSecrets(aws, client, target.prefix, signal)
  return {
    kind: 'aws-secrets-manager',
    checkAccess: (signal) =>
      checkAwsAccess(
        aws,
        [
          {
            permission: 'secretsmanager:ListSecrets',
            capability: 'configuration',
            attempt: (within) => list(within).then(() => 'granted'),
          },
        ],
        listStatements,
        signal,
      ),
    configuration: {
      listSettings: async (_fingerprint, signal) =>
        (await list(signal)).map((secret) => toSetting(secret, target.prefix, components)),
    },
  }
}

/** `shop/production/DATABASE_URL` is a setting of the stage, `shop/production/api/DATABASE_URL` one of its API. */
function toSetting(
  { name, changedAt }: ListedSecret,
  prefix: string,
  components: readonly string[],
): FoundSetting {
  const rest = name.slice(prefix.length).replace(/^\/+/, '') || name
  const [first = '', ...others] = rest.split('/')
  const isOfComponent = others.length > 0 && components.includes(first)
  return {
    name: isOfComponent ? others.join('/') : rest,
    component: isOfComponent ? first : null,
    kind: 'secret',
    fingerprint: null,
    updatedAt: changedAt,
  }
}

/** Listing cannot be limited to some secrets; reading a value is refused even if another policy allows it. */
function listStatements({ partition }: AwsPrincipal): readonly PolicyStatement[] {
  return [
    { sid: 'ListSecrets', actions: ['secretsmanager:ListSecrets'], resources: ['*'] },
    {
      sid: 'NeverReadValues',
      effect: 'Deny',
      actions: ['secretsmanager:GetSecretValue', 'secretsmanager:BatchGetSecretValue'],
      resources: [`arn:${partition}:secretsmanager:*:*:secret:*`],
    },
  ]
}
