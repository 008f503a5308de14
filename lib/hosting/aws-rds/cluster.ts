import {
  CreateDBClusterSnapshotCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  type RDSClient,
} from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import type { BackupListing } from '../backup-port.ts'
import { HostingError } from '../failure.ts'
import { readPages } from './read-pages.ts'
import type { RdsSnapshot } from './to-found-backup.ts'

const Cluster = z.object({
  DBClusterIdentifier: z.string(),
  BackupRetentionPeriod: z.int().nonnegative(),
  EarliestRestorableTime: z.date().optional(),
  LatestRestorableTime: z.date().optional(),
})

/** What can be restored of an Aurora cluster; null where nothing can. */
export async function readClusterRestorable(
  aws: Aws,
  client: RDSClient,
  cluster: string,
  signal: AbortSignal,
): Promise<BackupListing['restorable']> {
  const command = new DescribeDBClustersCommand({ DBClusterIdentifier: cluster })
  const { DBClusters } = await aws.call(
    {
      action: 'rds:DescribeDBClusters',
      answer: z.object({ DBClusters: z.array(Cluster) }),
      send: (abortSignal) => client.send(command, { abortSignal }),
    },
    signal,
  )
  const found = DBClusters.find(({ DBClusterIdentifier: id }) => id === cluster)
  if (!found) {
    throw new HostingError('empty_answer', `RDS answered without the cluster ${cluster}.`)
  }
  // https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html
  if (found.BackupRetentionPeriod === 0) return null
  return { from: found.EarliestRestorableTime ?? null, to: found.LatestRestorableTime ?? null }
}

const ClusterSnapshot = z.object({
  DBClusterSnapshotIdentifier: z.string().min(1),
  Status: z.string(),
  SnapshotType: z.string().optional(),
  SnapshotCreateTime: z.date().optional(),
  SourceDBClusterSnapshotArn: z.string().optional(),
  PercentProgress: z.number().optional(),
})

const Page = z.object({
  DBClusterSnapshots: z.array(ClusterSnapshot),
  Marker: z.string().min(1).optional(),
})

/** Every snapshot of the cluster that this account owns, in no order. A copy does not say how old its data is. */
export function listClusterSnapshots(
  aws: Aws,
  client: RDSClient,
  cluster: string,
  signal: AbortSignal,
): Promise<{ readonly snapshots: readonly RdsSnapshot[]; readonly truncated: boolean }> {
  return readPages(async (page) => {
    const command = new DescribeDBClusterSnapshotsCommand({ DBClusterIdentifier: cluster, ...page })
    const answer = await aws.call(
      {
        action: 'rds:DescribeDBClusterSnapshots',
        answer: Page,
        send: (abortSignal) => client.send(command, { abortSignal }),
      },
      signal,
    )
    return { snapshots: answer.DBClusterSnapshots.map(toSnapshot), marker: answer.Marker }
  })
}

function toSnapshot(found: z.output<typeof ClusterSnapshot>): RdsSnapshot {
  const { DBClusterSnapshotIdentifier: id, SourceDBClusterSnapshotArn: source, ...rest } = found
  return {
    DBSnapshotIdentifier: id,
    ...rest,
    ...(source ? { SourceDBSnapshotIdentifier: source } : {}),
  }
}

/** Sent once; the same name twice is refused by RDS. */
export async function createClusterSnapshot(
  aws: Aws,
  client: RDSClient,
  { cluster, name }: { readonly cluster: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const input = { DBClusterIdentifier: cluster, DBClusterSnapshotIdentifier: name }
  await aws.call(
    {
      action: 'rds:CreateDBClusterSnapshot',
      answer: z.object({
        DBClusterSnapshot: z.object({ DBClusterSnapshotIdentifier: z.string() }),
      }),
      send: (abortSignal) =>
        client.send(new CreateDBClusterSnapshotCommand(input), { abortSignal }),
      changes: true,
    },
    signal,
  )
}
