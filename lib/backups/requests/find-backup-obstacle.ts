import { z } from 'zod'
import type { Origin } from '../stored.ts'
import type { BackupObstacle } from '../words.ts'

/** What a source of each kind that has backups says to the wish for one. */
const obstacles: Readonly<Record<string, BackupObstacle | null>> = {
  'aws-rds': null,
  // It lists backups and has no call that makes one: https://docs.digitalocean.com/reference/api/digitalocean/#tag/Databases
  'digitalocean-database': 'no_vendor_call',
  // Daily, by itself: https://supabase.com/docs/guides/platform/backups
  supabase: 'no_vendor_call',
  'aws-s3': 'only_files',
}

const sourcesSchema = z.array(z.looseObject({ slug: z.string(), kind: z.string() })).catch([])
const hostSchema = z.looseObject({ backupUnit: z.string() })

/** What the catalog stored of a stage. */
export interface BackupPlace {
  readonly sources: unknown
  readonly hostingTarget: unknown
}

/** Why a policy's source cannot be asked for a backup; null where it can: a service that makes one, or a host with a unit for it. */
export function findBackupObstacle(
  origin: Origin,
  { sources, hostingTarget }: BackupPlace,
): BackupObstacle | null {
  if (origin.kind === 'heartbeat') return 'reports_itself'
  if (origin.kind === 'host-files') {
    return hostSchema.safeParse(hostingTarget).success ? null : 'no_backup_unit'
  }
  const found = sourcesSchema.parse(sources).find(({ slug }) => slug === origin.source)
  const obstacle = found && obstacles[found.kind]
  return obstacle === undefined ? 'unknown_source' : obstacle
}
