import { z } from 'zod'
import type { FoundBackup } from '../backup-port.ts'

export const Snapshot = z.object({
  DBSnapshotIdentifier: z.string().min(1),
  Status: z.string(),
  SnapshotType: z.string().optional(),
  SnapshotCreateTime: z.date().optional(),
  OriginalSnapshotCreateTime: z.date().optional(),
  SourceDBSnapshotIdentifier: z.string().optional(),
  SourceRegion: z.string().optional(),
  PercentProgress: z.number().optional(),
  FullSnapshotSizeInBytes: z.number().nonnegative().optional(),
})

export type RdsSnapshot = z.output<typeof Snapshot>

const running = new Set(['creating', 'copying', 'pending'])

/**
 * A snapshot in the words of the port. Only `available` can be restored. `SnapshotCreateTime` changes when a snapshot is
 * copied, so the data is as old as `OriginalSnapshotCreateTime`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshot.html
 */
export function toFoundBackup(snapshot: RdsSnapshot, region: string): FoundBackup {
  const { Status: status, SnapshotCreateTime: created } = snapshot
  const original = snapshot.OriginalSnapshotCreateTime
  const isCopy =
    Boolean(snapshot.SourceDBSnapshotIdentifier) ||
    (original !== undefined && created !== undefined && original < created)
  const state = toState(status)
  return {
    externalId: snapshot.DBSnapshotIdentifier,
    state,
    madeAt: original ?? (isCopy ? null : (created ?? null)),
    finishedAt: state === 'complete' && isCopy ? (created ?? null) : null,
    sizeBytes: snapshot.FullSnapshotSizeInBytes ?? null,
    place: `RDS ${snapshot.SnapshotType ?? 'snapshot'}`,
    region,
    isCopy,
    detail: state === 'complete' ? null : toDetail(status, snapshot.PercentProgress),
  }
}

function toState(status: string): FoundBackup['state'] {
  if (status === 'available') return 'complete'
  return running.has(status) ? 'running' : 'failed'
}

function toDetail(status: string, percent: number | undefined): string {
  const words = status.replace(/[^\w -]/g, '').slice(0, 60)
  return percent === undefined ? words : `${words}, ${percent} %`
}
