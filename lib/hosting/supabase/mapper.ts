import { toInertText } from '#lib/core/text.ts'
import type { BackupListing, BackupQuery, FoundBackup } from '../backup-port.ts'
import type { PlatformFact } from '../port.ts'
import type { Backups, Project, ServiceHealth } from './client.ts'

const stateByStatus: Readonly<Record<string, FoundBackup['state']>> = {
  COMPLETED: 'complete',
  PENDING: 'running',
  FAILED: 'failed',
  CANCELLED: 'failed',
}

/**
 * With physical backups the list may stay empty while there are some: the newest of them is then only a moment. Sizes
 * are not told. Backups that were archived or removed are none any more.
 */
export function toListing(answer: Backups, project: string, { since }: BackupQuery): BackupListing {
  const shared = {
    finishedAt: null,
    sizeBytes: null,
    place: `Supabase project ${project}`,
    region: answer.region ?? null,
    isCopy: false,
  }
  const listed = answer.backups.flatMap((backup): FoundBackup[] => {
    const state = stateByStatus[backup.status]
    if (!state) return []
    const externalId = String(backup.id ?? backup.inserted_at.toISOString())
    const detail = state === 'failed' ? toInertText(backup.status) : null
    return [{ ...shared, externalId, state, madeAt: backup.inserted_at, detail }]
  })
  const physical = answer.physical_backup_data
  const latest = physical?.latest_physical_backup_date_unix
  const isListed = listed.some(({ madeAt }) => madeAt && latest && madeAt >= latest)
  const newest: FoundBackup[] =
    latest && !isListed
      ? [
          {
            ...shared,
            externalId: `physical-${latest.toISOString()}`,
            state: 'complete',
            madeAt: latest,
            detail: null,
          },
        ]
      : []
  return {
    backups: [...newest, ...listed]
      .filter(({ madeAt }) => madeAt !== null && madeAt >= since)
      .toSorted((one, other) => timeOf(other) - timeOf(one)),
    restorable: answer.pitr_enabled
      ? { from: physical?.earliest_physical_backup_date_unix ?? null, to: latest ?? null }
      : null,
    truncated: false,
  }
}

function timeOf({ madeAt }: FoundBackup) {
  return madeAt?.getTime() ?? 0
}

export function toFacts(
  project: Project,
  health: readonly ServiceHealth[],
  subject: string,
): PlatformFact[] {
  const version = project.database?.version
  return [
    { name: 'region', subject, value: project.region },
    { name: 'state', subject, value: toInertText(project.status) },
    ...(version
      ? [{ name: 'engine', subject, value: `postgres ${toInertText(version)}` } as const]
      : []),
    ...health.map(
      ({ name, status }) =>
        ({
          name: 'state',
          subject: `${subject}/${toInertText(name)}`,
          value: toInertText(status),
        }) as const,
    ),
  ]
}
