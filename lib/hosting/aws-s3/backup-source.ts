import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import type { BackupQuery, BackupSource, FoundBackup } from '../backup-port.ts'
import { matchesFileName } from './match-file-name.ts'
import type { S3Target } from './target.ts'

const StoredObject = z.object({
  Key: z.string().min(1),
  LastModified: z.date().optional(),
  Size: z.number().nonnegative().optional(),
})

type StoredObject = z.output<typeof StoredObject>

const Page = z.object({
  // Says whether the answer is one at all: an empty prefix has no `Contents`.
  KeyCount: z.number(),
  Contents: z.array(StoredObject).default([]),
  IsTruncated: z.boolean().optional(),
  NextContinuationToken: z.string().min(1).optional(),
})

/** Keys come in order of their names, so the newest is known only after all were read. */
const keysAtMost = 20_000

export function createBackupSource(aws: Aws, client: S3Client, { bucket }: S3Target): BackupSource {
  return {
    async listBackups(query, signal) {
      const { objects, truncated } = await listObjects(aws, client, bucket, query, signal)
      const backups = objects
        .filter((object) => isWanted(object, query))
        .map((object) => toFoundBackup(object, bucket, aws.region))
        .toSorted((one, other) => toTime(other) - toTime(one))
      return { backups, restorable: null, truncated }
    },
  }
}

async function listObjects(
  aws: Aws,
  client: S3Client,
  bucket: string,
  { path }: BackupQuery,
  signal: AbortSignal,
): Promise<{ readonly objects: readonly StoredObject[]; readonly truncated: boolean }> {
  const objects: StoredObject[] = []
  let token: string | undefined
  do {
    const input = {
      Bucket: bucket,
      ...(path ? { Prefix: path } : {}),
      ...(token ? { ContinuationToken: token } : {}),
    }
    const page = await aws.call(
      {
        action: 's3:ListBucket',
        answer: Page,
        send: (abortSignal) => client.send(new ListObjectsV2Command(input), { abortSignal }),
      },
      signal,
    )
    objects.push(...page.Contents)
    token = page.IsTruncated ? page.NextContinuationToken : undefined
  } while (token && objects.length < keysAtMost)
  return { objects, truncated: token !== undefined }
}

function isWanted({ Key, LastModified }: StoredObject, query: BackupQuery): boolean {
  return isBackupKey(Key, query) && !(LastModified && LastModified < query.since)
}

/** Keys that end in a slash are the console's way to show an empty folder. */
export function isBackupKey(key: string, { path, pattern }: BackupQuery): boolean {
  if (key.endsWith('/') || !key.startsWith(path ?? '')) return false
  return matchesFileName(key.slice(key.lastIndexOf('/') + 1), pattern)
}

/** An object appears whole or not at all; one without content restores nothing. */
function toFoundBackup(object: StoredObject, bucket: string, region: string): FoundBackup {
  const { Key, LastModified = null, Size = null } = object
  const isEmpty = Size === 0
  return {
    externalId: Key,
    state: isEmpty ? 'failed' : 'complete',
    madeAt: LastModified,
    finishedAt: LastModified,
    sizeBytes: Size,
    place: `s3://${bucket}/${Key}`,
    region,
    isCopy: false,
    detail: isEmpty ? 'The object is empty.' : null,
  }
}

function toTime({ madeAt }: FoundBackup): number {
  return madeAt?.getTime() ?? 0
}
