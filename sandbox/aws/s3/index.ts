import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type AwsCall, AwsFailure, type AwsService, RawAnswer } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { XmlList } from '../xml.ts'

export interface Bucket {
  readonly name: string
  readonly region: string
  /** Its objects are the files of this folder. */
  readonly folder: string
  /** Keys of further objects of one byte, for buckets too large for a disk. */
  readonly furtherKeys?: readonly string[]
  readonly isPublicBlocked: boolean
  readonly isEncrypted: boolean
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/ */
export function createS3(world: AwsWorld): AwsService {
  const bucketPath = /^\/[^/]+\/?$/
  const get = (query: string) => ({ method: 'GET', path: bucketPath, query })
  return {
    signingName: 's3',
    protocol: 's3',
    namespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    operations: [
      {
        name: 'ListObjectsV2',
        route: get('list-type'),
        handle: (call) => listObjects(world, call),
      },
      {
        name: 'HeadBucket',
        route: { method: 'HEAD', path: bucketPath },
        handle: (call) => {
          const { region } = requireBucket(world, call)
          return new RawAnswer(200, { 'x-amz-bucket-region': region }, '')
        },
      },
      {
        name: 'GetObject',
        route: { method: 'GET', path: /^\/[^/]+\/.+/ },
        handle: (call) => getObject(world, call),
      },
      {
        name: 'GetPublicAccessBlock',
        route: get('publicAccessBlock'),
        handle: (call) => getPublicAccessBlock(requireBucket(world, call)),
      },
      {
        name: 'GetBucketEncryption',
        route: get('encryption'),
        handle: (call) => getEncryption(requireBucket(world, call)),
      },
    ],
  }
}

function listObjects(world: AwsWorld, call: AwsCall) {
  const bucket = requireBucket(world, call)
  const prefix = call.query.get('prefix') ?? ''
  const after = call.query.get('continuation-token') ?? ''
  const size = Math.min(Number(call.query.get('max-keys') ?? 1_000), 1_000)
  const keys = [...listKeys(bucket.folder), ...(bucket.furtherKeys ?? [])]
    .filter((key) => key.startsWith(prefix) && key > after)
    .toSorted()
  const page = keys.slice(0, size)
  const isTruncated = keys.length > size
  return {
    ListBucketResult: {
      Name: bucket.name,
      Prefix: prefix,
      MaxKeys: size,
      KeyCount: page.length,
      IsTruncated: isTruncated,
      Contents: new XmlList(
        'Contents',
        page.map((key) => toObject(bucket.folder, key)),
        true,
      ),
      ...(isTruncated ? { NextContinuationToken: page.at(-1) } : {}),
    },
  }
}

function getObject(world: AwsWorld, call: AwsCall): RawAnswer {
  const { folder } = requireBucket(world, call)
  const key = decodeURIComponent(call.path.split('/').slice(2).join('/'))
  if (!listKeys(folder).includes(key)) {
    throw new AwsFailure('NoSuchKey', 'The specified key does not exist.', 404)
  }
  const file = join(folder, key)
  const headers = {
    'content-type': 'binary/octet-stream',
    'content-length': String(statSync(file).size),
  }
  return new RawAnswer(200, headers, createReadStream(file))
}

function listKeys(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

function toObject(folder: string, key: string) {
  const file = join(folder, key)
  const { size, mtime } = existsSync(file) ? statSync(file) : { size: 1, mtime: new Date() }
  return { Key: key, LastModified: mtime, ETag: '"sandbox"', Size: size, StorageClass: 'STANDARD' }
}

function getPublicAccessBlock({ isPublicBlocked }: Bucket) {
  if (!isPublicBlocked) {
    throw new AwsFailure(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      404,
    )
  }
  const on = true
  return {
    PublicAccessBlockConfiguration: {
      ...{ BlockPublicAcls: on, IgnorePublicAcls: on },
      ...{ BlockPublicPolicy: on, RestrictPublicBuckets: on },
    },
  }
}

function getEncryption({ isEncrypted }: Bucket) {
  if (!isEncrypted) {
    throw new AwsFailure(
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
      404,
    )
  }
  const rule = { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }
  return { ServerSideEncryptionConfiguration: { Rule: rule } }
}

function requireBucket({ content }: AwsWorld, { path, region }: AwsCall): Bucket {
  const name = decodeURIComponent(path.split('/')[1] ?? '')
  const bucket = content.buckets.find((each) => each.name === name)
  if (!bucket) throw new AwsFailure('NoSuchBucket', 'The specified bucket does not exist', 404)
  if (bucket.region === region) return bucket
  throw new AwsFailure('PermanentRedirect', 'The bucket is in another region.', 301)
}
