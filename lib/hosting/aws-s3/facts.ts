import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'

/** Where the bucket lies; throws like every call. */
export async function readRegion(
  aws: Aws,
  client: S3Client,
  bucket: string,
  signal: AbortSignal,
): Promise<string> {
  const { LocationConstraint: region } = await aws.call(
    {
      action: 's3:GetBucketLocation',
      answer: z.object({
        LocationConstraint: z
          .string()
          .regex(/^[A-Za-z0-9-]+$/)
          .optional(),
      }),
      send: (abortSignal) =>
        client.send(new GetBucketLocationCommand({ Bucket: bucket }), { abortSignal }),
    },
    signal,
  )
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
  if (region === undefined) return 'us-east-1'
  return region === 'EU' ? 'eu-west-1' : region
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
