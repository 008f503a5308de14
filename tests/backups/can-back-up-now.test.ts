import { describe, expect, it } from 'vitest'
import { canBackUpNow } from '#lib/backups/requests/can-back-up-now.ts'

const sources = [
  { slug: 'rds', kind: 'aws-rds' },
  { slug: 'bucket', kind: 'aws-s3' },
]
const files = { kind: 'host-files', path: '/var/backups' } as const

describe('a backup on demand', () => {
  it.each([
    ['a snapshot of RDS', { kind: 'source', source: 'rds' }, {}, true],
    ['files in a bucket', { kind: 'source', source: 'bucket' }, {}, false],
    ['a source that is gone', { kind: 'source', source: 'gone' }, {}, false],
    ['files of a host with a unit that makes them', files, { backupUnit: 'backup.service' }, true],
    ['files of a host without one', files, { host: 'app.example' }, false],
    ['files of a stage without hosting', files, null, false],
    ['a job that reports itself', { kind: 'heartbeat' }, { backupUnit: 'x.service' }, false],
  ] as const)('of %s', (_, origin, hostingTarget, isPossible) => {
    expect(canBackUpNow(origin, { sources, hostingTarget })).toBe(isPossible)
  })
})
