import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs'
import type { Aws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import { readAccount } from './account.ts'
import { type EventPages, openEventPages } from './event-pages.ts'
import { openRequestSlots } from './request-slots.ts'

export interface OpenPagesOptions {
  readonly aws: Aws
  readonly client: CloudWatchLogsClient
  readonly credential: AwsCredential
  readonly group: string
}

/** Pages of a group, in the queue of its account and region. */
export async function openPages(
  { aws, client, credential, group }: OpenPagesOptions,
  signal: AbortSignal,
): Promise<EventPages> {
  const account = await readAccount(aws, credential, signal)
  const slots = openRequestSlots(account, aws.region)
  return openEventPages({ aws, client, group, slots, account })
}
