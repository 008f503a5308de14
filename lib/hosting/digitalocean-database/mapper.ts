import type { BackupListing, BackupQuery, FoundBackup } from '../backup-port.ts'
import type { PlatformFact } from '../port.ts'
import type { Backups, Cluster } from './client.ts'

const bytesPerGigabyte = 1_000_000_000

/** A backup has no name there: the time it was made is one, as restoring asks for it. */
export function toListing(
  cluster: Cluster,
  answer: Backups,
  { since }: Pick<BackupQuery, 'since'>,
): BackupListing {
  const shared = {
    place: `DigitalOcean database ${cluster.name}`,
    region: cluster.region,
    isCopy: false,
    detail: null,
  }
  const made: FoundBackup[] = answer.backups
    .filter(({ created_at: madeAt }) => madeAt >= since)
    .toSorted((one, other) => other.created_at.getTime() - one.created_at.getTime())
    .map(({ created_at: madeAt, size_gigabytes: size }) => ({
      ...shared,
      externalId: madeAt.toISOString(),
      state: 'complete',
      madeAt,
      finishedAt: null,
      sizeBytes: Math.round(size * bytesPerGigabyte),
    }))
  return {
    backups: isRunning(answer) ? [{ ...shared, ...running }, ...made] : made,
    restorable: null,
    truncated: false,
  }
}

const running = {
  externalId: 'in-progress',
  state: 'running',
  madeAt: null,
  finishedAt: null,
  sizeBytes: null,
} as const

function isRunning({ backup_progress: progress }: Backups) {
  return progress !== undefined && progress !== null && progress !== ''
}

export function toFacts(cluster: Cluster, firewallRules: number): PlatformFact[] {
  const subject = cluster.name
  return [
    { name: 'engine', subject, value: [cluster.engine, cluster.version].filter(Boolean).join(' ') },
    { name: 'region', subject, value: cluster.region },
    ...(cluster.status ? [{ name: 'state', subject, value: cluster.status } as const] : []),
    // A database without any rule takes connections from everywhere:
    // https://docs.digitalocean.com/products/databases/postgresql/how-to/secure/
    { name: 'public_access', subject, value: firewallRules === 0 },
  ]
}
