import { randomUUID } from 'node:crypto'
import { S3Client } from '@aws-sdk/client-s3'
import { type AccessTrial, type AwsPrincipal, checkAwsAccess } from '../aws/check-aws-access.ts'
import { type Aws, connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { PolicyStatement } from '../aws/policy.ts'
import { downloadHandler } from '../aws/request-handler.ts'
import type { BackupSource } from '../backup-port.ts'
import type { AdapterOptions } from '../create-options.ts'
import { HostingError } from '../failure.ts'
import type { Capability, PlatformAdapter } from '../port.ts'
import { createBackupSource } from './backup-source.ts'
import { readEncryption, readPublicAccess, readRegion } from './facts.ts'
import { openBackupObject } from './open-backup.ts'
import type { S3Target } from './target.ts'

export interface S3Options extends AdapterOptions {
  readonly target: S3Target
  readonly credential: AwsCredential
}

/** One bucket: files in it as backups, and how it is kept. */
export function createS3Adapter({ target, credential, endpoint }: S3Options): PlatformAdapter {
  const aws = connectAws({ region: target.region, credential, endpoint })
  const clientConfig = { ...aws.clientConfig, forcePathStyle: endpoint !== undefined }
  const client = new S3Client(clientConfig)
  const downloads = new S3Client({ ...clientConfig, requestHandler: downloadHandler })
  const backups: BackupSource = {
    ...createBackupSource(aws, client, target),
    openBackup: (key, options, signal) =>
      openBackupObject(aws, downloads, target, key, options, signal),
  }
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
    trial('s3:GetObject', 'backups', (signal) => tryDownload(aws, client, bucket, signal)),
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

/** Asks for an object that is not there: with both rights S3 says so, without the right to read it refuses. */
async function tryDownload(
  aws: Aws,
  client: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<void> {
  const target = { bucket, region: aws.region }
  const query = { since: new Date(), path: null, pattern: null }
  const options = { query, maxBytes: 0 }
  try {
    const key = `leitstand-checks-its-access-${randomUUID()}`
    const body = await openBackupObject(aws, client, target, key, options, signal)
    await body.cancel()
  } catch (error) {
    if (!(error instanceof HostingError) || error.failure !== 'not_found') throw error
  }
}

/** Reading objects is needed only where the portal itself tries restores. */
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
    {
      sid: 'TryRestores',
      actions: ['s3:GetObject'],
      resources: [`arn:${partition}:s3:::${bucket}/*`],
    },
  ]
}
