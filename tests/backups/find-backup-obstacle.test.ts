import { describe, expect, it } from 'vitest'
import { findBackupObstacle } from '#lib/backups/requests/find-backup-obstacle.ts'

const sources = [
  { slug: 'rds', kind: 'aws-rds' },
  { slug: 'bucket', kind: 'aws-s3' },
  { slug: 'cluster', kind: 'digitalocean-database' },
  { slug: 'project', kind: 'supabase' },
]
const files = { kind: 'host-files', path: '/var/backups' } as const
const from = (source: string) => ({ kind: 'source', source }) as const

describe('a backup on demand', () => {
  it.each([
    ['a snapshot of RDS', from('rds'), {}, null],
    ['files of a host with a unit that makes them', files, { backupUnit: 'backup.service' }, null],
    ['a database of DigitalOcean', from('cluster'), {}, 'no_vendor_call'],
    ['a project of Supabase', from('project'), {}, 'no_vendor_call'],
    ['files in a bucket', from('bucket'), {}, 'only_files'],
    ['a source that is gone', from('gone'), {}, 'unknown_source'],
    ['files of a host without a unit', files, { host: 'app.example' }, 'no_backup_unit'],
    ['files of a stage without hosting', files, null, 'no_backup_unit'],
    ['a job', { kind: 'heartbeat' }, { backupUnit: 'x.service' }, 'reports_itself'],
  ] as const)('of %s is possible, or the reason is named', (_, origin, hostingTarget, obstacle) => {
    expect(findBackupObstacle(origin, { sources, hostingTarget })).toBe(obstacle)
  })
})
