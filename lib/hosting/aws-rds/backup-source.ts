import { createHash } from 'node:crypto'
import { CreateDBSnapshotCommand, type RDSClient } from '@aws-sdk/client-rds'
import { z } from 'zod'
import type { Aws } from '../aws/connect-aws.ts'
import type { BackupListing, BackupSource, FoundBackup } from '../backup-port.ts'
import { HostingError } from '../failure.ts'
import { createClusterSnapshot, listClusterSnapshots, readClusterRestorable } from './cluster.ts'
import {
  type DatabaseInstance,
  findEarliestRestorable,
  getInstance,
  listSnapshots,
} from './describe.ts'
import type { RdsTarget } from './target.ts'
import { toFoundBackup } from './to-found-backup.ts'

export function createBackupSource(aws: Aws, client: RDSClient, target: RdsTarget): BackupSource {
  return {
    async listBackups({ since }, signal) {
      const instance = await getInstance(aws, client, target.instance, signal)
      const cluster = instance.DBClusterIdentifier
      const { snapshots, truncated } = cluster
        ? await listClusterSnapshots(aws, client, cluster, signal)
        : await listSnapshots(aws, client, target.instance, signal)
      const backups = snapshots
        .map((snapshot) => toFoundBackup(snapshot, aws.region))
        .filter(({ madeAt }) => madeAt === null || madeAt >= since)
        .toSorted(byNewest)
      const restorable = cluster
        ? await readClusterRestorable(aws, client, cluster, signal)
        : await readRestorable(aws, client, instance, signal)
      return { backups, restorable, truncated }
    },
    async backUpNow(_query, operationKey, signal) {
      const name = toSnapshotName(target.instance, operationKey)
      // Aurora's snapshots are made of the cluster: those of its instances are refused.
      const { DBClusterIdentifier: cluster } = await getInstance(
        aws,
        client,
        target.instance,
        signal,
      )
      await unlessItExists(
        cluster
          ? createClusterSnapshot(aws, client, { cluster, name }, signal)
          : createSnapshot(aws, client, { instance: target.instance, name }, signal),
      )
      return { externalId: name }
    },
  }
}

/** The same name for the same operation: RDS itself then refuses a second snapshot. */
export function toSnapshotName(instance: string, operationKey: string): string {
  const digest = createHash('sha256').update(operationKey).digest('hex').slice(0, 24)
  return `leitstand-${instance.toLowerCase()}-${digest}`
}

/** A retention of no days means that automated backups are off, and with them restoring to a moment. */
async function readRestorable(
  aws: Aws,
  client: RDSClient,
  instance: DatabaseInstance,
  signal: AbortSignal,
): Promise<BackupListing['restorable']> {
  if (instance.BackupRetentionPeriod === 0) return null
  const from = await findEarliestRestorable(
    aws,
    client,
    instance.DBInstanceIdentifier,
    signal,
  ).catch((error: unknown) => {
    // The newest moment is what freshness is measured by; the oldest is an extra with a right of its own.
    if (error instanceof HostingError && error.failure === 'denied') return null
    throw error
  })
  return { from, to: instance.LatestRestorableTime ?? null }
}

async function createSnapshot(
  aws: Aws,
  client: RDSClient,
  { instance, name }: { readonly instance: string; readonly name: string },
  signal: AbortSignal,
): Promise<void> {
  const input = { DBInstanceIdentifier: instance, DBSnapshotIdentifier: name }
  await aws.call(
    {
      action: 'rds:CreateDBSnapshot',
      answer: z.object({ DBSnapshot: z.object({ DBSnapshotIdentifier: z.string() }) }),
      send: (abortSignal) => client.send(new CreateDBSnapshotCommand(input), { abortSignal }),
      changes: true,
    },
    signal,
  )
}

/** The name is derived from the operation, so one that exists is the very snapshot that was asked for. */
async function unlessItExists(creating: Promise<void>): Promise<void> {
  try {
    await creating
  } catch (error) {
    const code = error instanceof HostingError ? String(error.details.code) : ''
    if (!/DB(?:Cluster)?SnapshotAlreadyExists/.test(code)) throw error
  }
}

function byNewest(one: FoundBackup, other: FoundBackup): number {
  return toTime(other) - toTime(one)
}

/** What has no time yet has just begun. */
function toTime({ madeAt }: FoundBackup): number {
  return madeAt?.getTime() ?? Number.MAX_SAFE_INTEGER
}
