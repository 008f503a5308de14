import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'

/** https://docs.aws.amazon.com/STS/latest/APIReference/ */
export function createSts({ accountId, principals }: AwsWorld): AwsService {
  return {
    signingName: 'sts',
    protocol: 'query',
    namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
    operations: [
      {
        name: 'GetCallerIdentity',
        handle: ({ principal }) => ({ Arn: principal, UserId: 'AIDASANDBOX', Account: accountId }),
      },
      { name: 'AssumeRole', handle: (call) => takeRole(principals, call) },
    ],
  }
}

function takeRole(principals: AwsWorld['principals'], { input, principal }: AwsCall) {
  const { RoleArn: arn, RoleSessionName: name, ExternalId: externalId } = input
  const session = principals.takeRole(
    String(arn),
    String(name),
    typeof externalId === 'string' ? externalId : undefined,
  )
  if (!session) {
    throw new AwsFailure(
      'AccessDenied',
      `User: ${principal} is not authorized to perform: sts:AssumeRole on resource: ${arn}`,
      403,
    )
  }
  return {
    AssumedRoleUser: { AssumedRoleId: `AROASANDBOX:${name}`, Arn: session.arn },
    Credentials: {
      AccessKeyId: session.accessKeyId,
      SecretAccessKey: session.secretAccessKey,
      SessionToken: session.sessionToken,
      Expiration: session.expiresAt,
    },
  }
}
