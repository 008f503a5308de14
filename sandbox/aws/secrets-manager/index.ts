import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'

export interface StoredSecret {
  readonly name: string
  readonly region: string
  readonly changedAt: Date
}

/** Names alone: the stand-in has no values to give. https://docs.aws.amazon.com/secretsmanager/latest/apireference/ */
export function createSecretsManager(world: AwsWorld): AwsService {
  return {
    signingName: 'secretsmanager',
    protocol: 'json',
    operations: [
      {
        name: 'ListSecrets',
        handle: (call) => listSecrets(world, call),
        empty: { SecretList: [] },
      },
      { name: 'GetSecretValue', handle: refuse },
      { name: 'BatchGetSecretValue', handle: refuse },
    ],
  }
}

function listSecrets({ content, accountId }: AwsWorld, { input, region }: AwsCall) {
  const prefixes = toPrefixes(input.Filters)
  const found = content.secrets
    .filter((secret) => secret.region === region)
    .filter(({ name }) => prefixes.every((prefix) => hasPrefix(name, prefix)))
  const size = Math.min(Number(input.MaxResults ?? 100), 100)
  const start = Number(input.NextToken ?? 0)
  const end = start + size
  return {
    SecretList: found.slice(start, end).map(({ name, changedAt }) => ({
      ARN: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-SanDb0`,
      Name: name,
      LastChangedDate: changedAt.getTime() / 1_000,
    })),
    ...(end < found.length ? { NextToken: String(end) } : {}),
  }
}

/** The filter `name` compares beginnings without regard to case. */
function hasPrefix(name: string, prefix: string): boolean {
  return name.toLowerCase().startsWith(prefix.toLowerCase())
}

function toPrefixes(filters: unknown): string[] {
  if (!Array.isArray(filters)) return []
  return filters.flatMap((filter: { Key?: unknown; Values?: unknown }) =>
    filter.Key === 'name' && Array.isArray(filter.Values) ? filter.Values.map(String) : [],
  )
}

function refuse({ operation, principal }: AwsCall): never {
  throw new AwsFailure(
    'AccessDeniedException',
    `User: ${principal} is not authorized to perform: secretsmanager:${operation} with an explicit deny`,
  )
}
