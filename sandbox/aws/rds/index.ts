import { type AwsCall, AwsFailure, type AwsService } from '../service.ts'
import type { AwsWorld } from '../world.ts'
import { XmlList } from '../xml.ts'
import type { DatabaseInstance, Snapshot } from './database-store.ts'

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/ */
export function createRds(world: AwsWorld): AwsService {
  return {
    signingName: 'rds',
    protocol: 'query',
    namespace: 'http://rds.amazonaws.com/doc/2014-10-31/',
    operations: [
      { name: 'DescribeDBInstances', handle: (call) => describeInstances(world, call) },
      { name: 'DescribeDBSnapshots', handle: (call) => describeSnapshots(world, call) },
      {
        name: 'DescribeDBInstanceAutomatedBackups',
        handle: (call) => describeAutomatedBackups(world, call),
      },
      { name: 'CreateDBSnapshot', handle: (call) => createSnapshot(world, call) },
      { name: 'DescribeDBClusters', handle: (call) => describeClusters(world, call) },
      {
        name: 'DescribeDBClusterSnapshots',
        handle: (call) => describeClusterSnapshots(world, call),
      },
      { name: 'CreateDBClusterSnapshot', handle: (call) => createClusterSnapshot(world, call) },
    ],
  }
}

function describeInstances(world: AwsWorld, call: AwsCall) {
  const instance = requireInstance(world, call)
  return { DBInstances: new XmlList('DBInstance', [toInstance(world, instance)]) }
}

function describeSnapshots(world: AwsWorld, call: AwsCall) {
  const instance = requireInstance(world, call)
  const snapshots = world.content.databases.listSnapshots(instance.identifier)
  const size = Math.min(Number(call.input.MaxRecords ?? 100), 100)
  const start = Number(call.input.Marker ?? 0)
  const end = start + size
  return {
    DBSnapshots: new XmlList(
      'DBSnapshot',
      snapshots.slice(start, end).map((snapshot) => toSnapshot(world, instance, snapshot)),
    ),
    ...(end < snapshots.length ? { Marker: String(end) } : {}),
  }
}

function describeAutomatedBackups(world: AwsWorld, call: AwsCall) {
  const instance = requireInstance(world, call)
  const oldest = world.content.databases
    .listSnapshots(instance.identifier)
    .find(({ type, status }) => type === 'automated' && status === 'available')
  const entry = {
    DBInstanceIdentifier: instance.identifier,
    Status: 'active',
    Region: instance.region,
    ...(oldest
      ? { RestoreWindow: { EarliestTime: oldest.createdAt, LatestTime: toLatest(world) } }
      : {}),
  }
  const entries = instance.retentionDays === 0 ? [] : [entry]
  return { DBInstanceAutomatedBackups: new XmlList('DBInstanceAutomatedBackup', entries) }
}

function createSnapshot(world: AwsWorld, call: AwsCall) {
  const instance = requireInstance(world, call)
  if (instance.cluster) {
    throw new AwsFailure('InvalidParameterValue', 'The instance is a member of a cluster.')
  }
  const snapshot = makeSnapshot(world, instance, String(call.input.DBSnapshotIdentifier), '')
  return { DBSnapshot: toSnapshot(world, instance, snapshot) }
}

function makeSnapshot(world: AwsWorld, instance: DatabaseInstance, id: string, kind: string) {
  if (!/^[A-Za-z](?!.*--)[A-Za-z0-9-]{0,253}[A-Za-z0-9]$/.test(id)) {
    throw new AwsFailure(
      'InvalidParameterValue',
      `The parameter DB${kind}SnapshotIdentifier is not valid.`,
    )
  }
  const made = world.content.databases.createSnapshot(instance, id, 'manual')
  if (!made) {
    throw new AwsFailure(
      kind === '' ? 'DBSnapshotAlreadyExists' : `DB${kind}SnapshotAlreadyExistsFault`,
      `Cannot create the snapshot because a snapshot with the identifier ${id} already exists.`,
    )
  }
  return made.snapshot
}

/** Aurora keeps snapshots of the cluster; the sandbox keeps them with its one instance. */
function describeClusters(world: AwsWorld, call: AwsCall) {
  const { cluster, retentionDays, identifier } = requireCluster(world, call)
  const oldest = world.content.databases
    .listSnapshots(identifier)
    .find(({ type, status }) => type === 'automated' && status === 'available')
  const entry = {
    ...{ DBClusterIdentifier: cluster, Status: 'available', Engine: 'aurora-postgresql' },
    BackupRetentionPeriod: retentionDays,
    ...(retentionDays > 0
      ? { EarliestRestorableTime: oldest?.createdAt, LatestRestorableTime: toLatest(world) }
      : {}),
  }
  return { DBClusters: new XmlList('DBCluster', [entry]) }
}

function describeClusterSnapshots(world: AwsWorld, call: AwsCall) {
  const instance = requireCluster(world, call)
  const snapshots = world.content.databases.listSnapshots(instance.identifier)
  return {
    DBClusterSnapshots: new XmlList(
      'DBClusterSnapshot',
      snapshots.map((snapshot) => toClusterSnapshot(instance, snapshot)),
    ),
  }
}

function createClusterSnapshot(world: AwsWorld, call: AwsCall) {
  const instance = requireCluster(world, call)
  const id = String(call.input.DBClusterSnapshotIdentifier)
  const snapshot = makeSnapshot(world, instance, id, 'Cluster')
  return { DBClusterSnapshot: toClusterSnapshot(instance, snapshot) }
}

function toClusterSnapshot({ cluster, engineVersion }: DatabaseInstance, snapshot: Snapshot) {
  const { id, type, status, createdAt, copyOf } = snapshot
  return {
    DBClusterSnapshotIdentifier: id,
    DBClusterIdentifier: cluster,
    Engine: 'aurora-postgresql',
    EngineVersion: engineVersion,
    Status: status,
    SnapshotType: type,
    SnapshotCreateTime: createdAt,
    SourceDBClusterSnapshotArn: copyOf,
    PercentProgress: status === 'available' ? 100 : 0,
  }
}

function requireCluster({ content }: AwsWorld, { input, region }: AwsCall): DatabaseInstance {
  const name = String(input.DBClusterIdentifier ?? '')
  const found = content.databases.listInstances(region).find(({ cluster }) => cluster === name)
  if (found && name !== '') return found
  throw new AwsFailure('DBClusterNotFoundFault', `DBCluster ${name} not found.`, 404)
}

function requireInstance({ content }: AwsWorld, { input, region }: AwsCall): DatabaseInstance {
  const name = String(input.DBInstanceIdentifier ?? '')
  const found = content.databases.listInstances(region).find((each) => each.identifier === name)
  if (found) return found
  throw new AwsFailure('DBInstanceNotFound', `DBInstance ${name} not found.`, 404)
}

function toInstance(world: AwsWorld, instance: DatabaseInstance) {
  const { identifier, region, retentionDays } = instance
  return {
    DBInstanceIdentifier: identifier,
    DBInstanceArn: `arn:aws:rds:${region}:${world.accountId}:db:${identifier}`,
    DBClusterIdentifier: instance.cluster,
    DBInstanceStatus: 'available',
    Engine: 'postgres',
    EngineVersion: instance.engineVersion,
    AllocatedStorage: 20,
    BackupRetentionPeriod: retentionDays,
    ...(retentionDays > 0 ? { LatestRestorableTime: toLatest(world) } : {}),
    StorageEncrypted: instance.isEncrypted,
    PubliclyAccessible: instance.isPublic,
    CertificateDetails: {
      CAIdentifier: 'rds-ca-rsa2048-g1',
      ValidTill: new Date(world.now().getTime() + 300 * 86_400_000),
    },
  }
}

/** Transaction logs are put aside every five minutes. */
function toLatest({ now }: AwsWorld): Date {
  const step = 5 * 60_000
  return new Date(Math.floor(now().getTime() / step) * step)
}

function toSnapshot({ accountId }: AwsWorld, instance: DatabaseInstance, snapshot: Snapshot) {
  const { id, type, status, createdAt, originallyCreatedAt, copyOf, sizeBytes } = snapshot
  return {
    DBSnapshotIdentifier: id,
    DBSnapshotArn: `arn:aws:rds:${instance.region}:${accountId}:snapshot:${id}`,
    DBInstanceIdentifier: instance.identifier,
    Engine: 'postgres',
    EngineVersion: instance.engineVersion,
    AllocatedStorage: 20,
    Status: status,
    SnapshotType: type,
    SnapshotCreateTime: createdAt,
    OriginalSnapshotCreateTime: originallyCreatedAt ?? createdAt,
    SourceDBSnapshotIdentifier: copyOf,
    PercentProgress: status === 'available' ? 100 : 0,
    FullSnapshotSizeInBytes: sizeBytes,
  }
}
