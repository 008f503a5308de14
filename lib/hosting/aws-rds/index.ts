import { RDSClient } from '@aws-sdk/client-rds'
import { type AccessTrial, checkAwsAccess } from '../aws/check-aws-access.ts'
import { type Aws, connectAws } from '../aws/connect-aws.ts'
import type { AwsCredential } from '../aws/credentials.ts'
import type { AdapterOptions } from '../create-options.ts'
import { HostingError } from '../failure.ts'
import type { AccessReport, Capability, PlatformAdapter, PlatformFact } from '../port.ts'
import { createBackupSource } from './backup-source.ts'
import { listClusterSnapshots, readClusterRestorable } from './cluster.ts'
import {
  type DatabaseInstance,
  findEarliestRestorable,
  getInstance,
  listSnapshots,
} from './describe.ts'
import { listStatements } from './policy.ts'
import type { RdsTarget } from './target.ts'

export interface RdsOptions extends AdapterOptions {
  readonly target: RdsTarget
  readonly credential: AwsCredential
}

/** One DB instance of RDS: its snapshots, what can be restored, and how it is kept. */
export function createRdsAdapter({ target, credential, endpoint }: RdsOptions): PlatformAdapter {
  const aws = connectAws({ region: target.region, credential, endpoint })
  const client = new RDSClient(aws.clientConfig)
  return {
    kind: 'aws-rds',
    checkAccess: (signal) => checkAccess({ aws, client, target }, signal),
    backups: createBackupSource(aws, client, target),
    facts: {
      readFacts: async (signal) =>
        toFacts(await getInstance(aws, client, target.instance, signal), aws.region),
    },
  }
}

interface Asking {
  readonly aws: Aws
  readonly client: RDSClient
  readonly target: RdsTarget
}

/** Which rights are needed depends on whether the instance belongs to an Aurora cluster. */
async function checkAccess(asking: Asking, signal: AbortSignal): Promise<AccessReport> {
  const { aws, client, target } = asking
  const cluster = await findCluster(asking, signal)
  const trials = cluster ? listClusterTrials(asking, cluster) : listInstanceTrials(asking)
  return checkAwsAccess(
    aws,
    [
      trial('rds:DescribeDBInstances', 'facts', (within) =>
        getInstance(aws, client, target.instance, within),
      ),
      ...trials,
    ],
    (principal) => listStatements(target, principal, cluster),
    signal,
  )
}

async function findCluster({ aws, client, target }: Asking, signal: AbortSignal) {
  try {
    return (await getInstance(aws, client, target.instance, signal)).DBClusterIdentifier ?? null
  } catch (error) {
    // The trials below find out why.
    if (error instanceof HostingError) return null
    throw error
  }
}

function listInstanceTrials({ aws, client, target: { instance } }: Asking): AccessTrial[] {
  return [
    trial('rds:DescribeDBSnapshots', 'backups', (within) =>
      listSnapshots(aws, client, instance, within),
    ),
    trial('rds:DescribeDBInstanceAutomatedBackups', 'backups', (within) =>
      findEarliestRestorable(aws, client, instance, within),
    ),
    { permission: 'rds:CreateDBSnapshot', capability: 'backups', attempt: null },
  ]
}

function listClusterTrials({ aws, client }: Asking, cluster: string): AccessTrial[] {
  return [
    trial('rds:DescribeDBClusterSnapshots', 'backups', (within) =>
      listClusterSnapshots(aws, client, cluster, within),
    ),
    trial('rds:DescribeDBClusters', 'backups', (within) =>
      readClusterRestorable(aws, client, cluster, within),
    ),
    { permission: 'rds:CreateDBClusterSnapshot', capability: 'backups', attempt: null },
  ]
}

function trial(
  permission: string,
  capability: Capability,
  work: (signal: AbortSignal) => Promise<unknown>,
): AccessTrial {
  return { permission, capability, attempt: (signal) => work(signal).then(() => 'granted') }
}

function toFacts(instance: DatabaseInstance, region: string): PlatformFact[] {
  const subject = instance.DBInstanceIdentifier
  const validTill = instance.CertificateDetails?.ValidTill
  const facts: (PlatformFact | null)[] = [
    { name: 'region', subject, value: instance.DBInstanceArn?.split(':')[3] ?? region },
    instance.StorageEncrypted === undefined
      ? null
      : { name: 'encrypted_at_rest', subject, value: instance.StorageEncrypted },
    instance.PubliclyAccessible === undefined
      ? null
      : { name: 'public_access', subject, value: instance.PubliclyAccessible },
    {
      name: 'engine',
      subject,
      value: [instance.Engine, instance.EngineVersion].filter(Boolean).join(' '),
    },
    { name: 'state', subject, value: instance.DBInstanceStatus },
    validTill ? { name: 'certificate_expires_at', subject, value: validTill.toISOString() } : null,
  ]
  return facts.filter((fact) => fact !== null)
}
