import {
  DescribeDBInstanceAutomatedBackupsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import { Snapshot } from './to-found-backup.ts'

const Instance = z.object({
  DBInstanceIdentifier: z.string(),
  DBInstanceArn: z.string().optional(),
  DBInstanceStatus: z.string(),
  DBClusterIdentifier: z.string().optional(),
  Engine: z.string(),
  EngineVersion: z.string().optional(),
  BackupRetentionPeriod: z.int().nonnegative(),
  LatestRestorableTime: z.date().optional(),
  StorageEncrypted: z.boolean().optional(),
  PubliclyAccessible: z.boolean().optional(),
  CertificateDetails: z.object({ ValidTill: z.date().optional() }).optional(),
})

export type DatabaseInstance = z.output<typeof Instance>

/** Throws `not_found` for an unknown instance; an answer without one says nothing about it. */
export async function getInstance(
  aws: Aws,
  client: RDSClient,
  name: string,
  signal: AbortSignal,
): Promise<DatabaseInstance> {
  const { DBInstances } = await aws.call(
    {
      action: 'rds:DescribeDBInstances',
      answer: z.object({ DBInstances: z.array(Instance) }),
      send: (abortSignal) =>
        client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: name }), {
          abortSignal,
        }),
    },
    signal,
  )
  const found = DBInstances.find(({ DBInstanceIdentifier: id }) => id === name.toLowerCase())
  if (found) return found
  throw new HostingError('empty_answer', `RDS answered without the instance ${name}.`)
}

const Page = z.object({ DBSnapshots: z.array(Snapshot), Marker: z.string().min(1).optional() })

const pagesAtMost = 50

/** Every snapshot of the instance that this account owns, in no order. */
export async function listSnapshots(
  aws: Aws,
  client: RDSClient,
  name: string,
  signal: AbortSignal,
): Promise<{
  readonly snapshots: readonly z.output<typeof Snapshot>[]
  readonly truncated: boolean
}> {
  const snapshots: z.output<typeof Snapshot>[] = []
  let marker: string | undefined
  for (let page = 0; page < pagesAtMost; page += 1) {
    const input = {
      DBInstanceIdentifier: name,
      MaxRecords: 100,
      ...(marker ? { Marker: marker } : {}),
    }
    const answer = await aws.call(
      {
        action: 'rds:DescribeDBSnapshots',
        answer: Page,
        send: (abortSignal) => client.send(new DescribeDBSnapshotsCommand(input), { abortSignal }),
      },
      signal,
    )
    snapshots.push(...answer.DBSnapshots)
    marker = answer.Marker
    if (!marker) return { snapshots, truncated: false }
  }
  return { snapshots, truncated: true }
}

const Automated = z.object({
  DBInstanceAutomatedBackups: z.array(
    z.object({
      RestoreWindow: z
        .object({ EarliestTime: z.date().optional(), LatestTime: z.date().optional() })
        .optional(),
    }),
  ),
})

/** First moment that can be restored; null when RDS does not say. */
export async function findEarliestRestorable(
  aws: Aws,
  client: RDSClient,
  name: string,
  signal: AbortSignal,
): Promise<Date | null> {
  const { DBInstanceAutomatedBackups } = await aws.call(
    {
      action: 'rds:DescribeDBInstanceAutomatedBackups',
      answer: Automated,
      send: (abortSignal) =>
        client.send(new DescribeDBInstanceAutomatedBackupsCommand({ DBInstanceIdentifier: name }), {
          abortSignal,
        }),
    },
    signal,
  )
  const starts = DBInstanceAutomatedBackups.flatMap(({ RestoreWindow: window }) =>
    window?.EarliestTime ? [window.EarliestTime.getTime()] : [],
  )
  return starts.length === 0 ? null : new Date(Math.min(...starts))
}
