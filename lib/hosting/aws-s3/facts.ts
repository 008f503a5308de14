import {
  GetBucketEncryptionCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'

/** Where the bucket lies. https://docs.aws.amazon.com/AmazonS3/latest/API/API_HeadBucket.html */
export async function readRegion(
  aws: Aws,
  client: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<string> {
  const { BucketRegion } = await aws.call(
    {
      action: 's3:ListBucket',
      answer: z.object({ BucketRegion: z.string().regex(/^[a-z0-9-]+$/) }),
      send: (abortSignal) =>
        client.send(new HeadBucketCommand({ Bucket: bucket }), { abortSignal }),
    },
    signal,
  )
  return BucketRegion
}

const switches = z.object({
  BlockPublicAcls: z.boolean().optional(),
  IgnorePublicAcls: z.boolean().optional(),
  BlockPublicPolicy: z.boolean().optional(),
  RestrictPublicBuckets: z.boolean().optional(),
})

/**
 * Whether anybody could be given access from outside: not all four switches of the bucket's public access block are on.
 * A block for the whole account cannot be seen from here.
 */
export async function readPublicAccess(
  aws: Aws,
  client: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { PublicAccessBlockConfiguration: block } = await aws.call(
      {
        action: 's3:GetBucketPublicAccessBlock',
        answer: z.object({ PublicAccessBlockConfiguration: switches }),
        send: (abortSignal) =>
          client.send(new GetPublicAccessBlockCommand({ Bucket: bucket }), { abortSignal }),
      },
      signal,
    )
    return !(
      block.BlockPublicAcls &&
      block.IgnorePublicAcls &&
      block.BlockPublicPolicy &&
      block.RestrictPublicBuckets
    )
  } catch (error) {
    if (hasCode(error, 'NoSuchPublicAccessBlockConfiguration')) return true
    throw error
  }
}

export async function readEncryption(
  aws: Aws,
  client: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    const { ServerSideEncryptionConfiguration: encryption } = await aws.call(
      {
        action: 's3:GetEncryptionConfiguration',
        answer: z.object({
          ServerSideEncryptionConfiguration: z.object({ Rules: z.array(z.unknown()) }),
        }),
        send: (abortSignal) =>
          client.send(new GetBucketEncryptionCommand({ Bucket: bucket }), { abortSignal }),
      },
      signal,
    )
    return encryption.Rules.length > 0
  } catch (error) {
    if (hasCode(error, 'ServerSideEncryptionConfigurationNotFoundError')) return false
    throw error
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof HostingError && error.details.code === code
}
