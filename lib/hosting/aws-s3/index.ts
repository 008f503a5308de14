import { S3Client } from '@aws-sdk/client-s3'
import { type AccessTrial, type AwsPrincipal, checkAwsAccess } from '../aws/check-aws-access.ts'
import { type Aws, connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import type { AdapterOptions } from '../create-options.ts'
import type { Capability, PlatformAdapter } from '../port.ts'
import { createBackupSource } from './backup-source.ts'
import { readEncryption, readPublicAccess, readRegion } from './facts.ts'
import type { S3Target } from './target.ts'

export interface S3Options extends AdapterOptions {
  readonly target: S3Target
  readonly credential: AwsCredential
}

/** One bucket: files in it as backups, and how it is kept. */
export function createS3Adapter({ target, credential, endpoint }: S3Options): PlatformAdapter {
  const aws = connectAws({ region: target.region, credential, endpoint })
  const client = new S3Client({ ...aws.clientConfig, forcePathStyle: endpoint !== undefined })
  const backups = createBackupSource(aws, client, target)
  return {
    kind: 'aws-s3',
    checkAccess: (signal) =>
      checkAwsAccess(
        aws,
        listTrials(aws, client, target),
        (principal) => listStatements(target, principal),
        signal,
      ),
    backups,
    facts: {
      async readFacts(signal) {
        const { bucket: subject } = target
        // The region is asked for last: a refusal of that call has no body that says why.
        const encrypted = await readEncryption(aws, client, subject, signal)
        const isPublic = await readPublicAccess(aws, client, subject, signal)
        const region = await readRegion(aws, client, subject, signal)
        return [
          { name: 'region', subject, value: region },
          { name: 'encrypted_at_rest', subject, value: encrypted },
          { name: 'public_access', subject, value: isPublic },
        ]
      },
    },
  }
}

function listTrials(aws: Aws, client: S3Client, { bucket }: S3Target): readonly AccessTrial[] {
  const nothing = { since: new Date(), path: 'leitstand-checks-its-access/', pattern: null }
  const backups = createBackupSource(aws, client, { bucket, region: aws.region })
  return [
    trial('s3:ListBucket', 'backups', (signal) => backups.listBackups(nothing, signal)),
    trial('s3:GetEncryptionConfiguration', 'facts', (signal) =>
      readEncryption(aws, client, bucket, signal),
    ),
    trial('s3:GetBucketPublicAccessBlock', 'facts', (signal) =>
      readPublicAccess(aws, client, bucket, signal),
    ),
  ]
}

function trial(
  permission: string,
  capability: Capability,
  work: (signal: AbortSignal) => Promise<unknown>,
): AccessTrial {
  return { permission, capability, attempt: (signal) => work(signal).then(() => 'granted') }
}

/** Names and properties of a bucket; nothing that is in it. */
function listStatements(
  { bucket }: S3Target,
  { partition }: AwsPrincipal,
): readonly PolicyStatement[] {
  return [
    {
      sid: 'ListBucket',
      actions: ['s3:ListBucket', 's3:GetEncryptionConfiguration', 's3:GetBucketPublicAccessBlock'],
      resources: [`arn:${partition}:s3:::${bucket}`],
    },
  ]
}
