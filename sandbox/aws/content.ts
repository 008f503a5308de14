import { join } from 'node:path'
import type { Distribution } from './cloudfront/index.ts'
import { createLogStore, type LogStore } from './cloudwatch-logs/log-store.ts'
import {
  createDatabaseStore,
  type DatabaseInstance,
  type DatabaseStore,
} from './rds/database-store.ts'
import type { Bucket } from './s3/index.ts'
import type { StoredSecret } from './secrets-manager/index.ts'

/** What lies in the account besides what runs there. */
export interface AwsContent {
  readonly logs: LogStore
  readonly databases: DatabaseStore
  readonly buckets: readonly Bucket[]
  readonly distributions: readonly Distribution[]
  readonly secrets: readonly StoredSecret[]
}

export interface AwsContentOptions {
  readonly databases?: readonly DatabaseInstance[]
  readonly buckets?: readonly Bucket[]
  readonly distributions?: readonly Distribution[]
  readonly secrets?: readonly StoredSecret[]
}

export function createContent(
  { databases = [], buckets = [], distributions = [], secrets = [] }: AwsContentOptions,
  folder: string,
  now: () => Date,
): AwsContent {
  return {
    logs: createLogStore(now),
    databases: createDatabaseStore(join(folder, 'rds'), databases, now),
    ...{ buckets, distributions, secrets },
  }
}
