import {
  DescribeDBInstanceAutomatedBackupsCommand,
  DescribeDBInstancesCommand,
  DescribeDBSnapshotsCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import { HostingError } from '../failure.ts'
import { readPages } from './read-pages.ts'
import { type RdsSnapshot, Snapshot } from './to-found-backup.ts'

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

/** Every snapshot of the instance that this account owns, in no order. */
export function listSnapshots(
  aws: Aws,
  client: RDSClient,
  name: string,
  signal: AbortSignal,
): Promise<{ readonly snapshots: readonly RdsSnapshot[]; readonly truncated: boolean }> {
  return readPages(async (page) => {
    const command = new DescribeDBSnapshotsCommand({ DBInstanceIdentifier: name, ...page })
    const answer = await aws.call(
      {
        action: 'rds:DescribeDBSnapshots',
        answer: Page,
        send: (abortSignal) => client.send(command, { abortSignal }),
      },
      signal,
    )
    return { snapshots: answer.DBSnapshots, marker: answer.Marker }
  })
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
