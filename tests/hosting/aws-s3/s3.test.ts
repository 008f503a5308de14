import { afterEach, describe, expect, test } from 'vitest'
import { createS3Adapter } from '#lib/hosting/aws-s3/index.ts'
import { matchesFileName } from '#lib/hosting/aws-s3/match-file-name.ts'
import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import { type S3Lab, startS3Lab, target } from './lab.ts'

let lab: S3Lab
afterEach(() => lab?.close())

const signal = () => AbortSignal.timeout(20_000)
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

async function list(query: Partial<BackupQuery> = {}) {
  const { backups } = createS3Adapter({ target, ...lab.access })
  const whole = { since: new Date(0), path: null, pattern: null, ...query }
  return backups?.listBackups(whole, signal()) ?? Promise.reject(new Error('no backups'))
}

async function readFacts() {
  const { facts } = createS3Adapter({ target, ...lab.access })
  const found = (await facts?.readFacts(signal())) ?? []
  return Object.fromEntries(found.map(({ name, value }) => [name, value]))
}

describe('files in a bucket', () => {
  test('are given newest first by when they were written, not by their names', async () => {
    lab = await startS3Lab()
    lab.put('backups/a.dump', '12345', minutesAgo(1))
    lab.put('backups/z.dump', '1', minutesAgo(60))
    lab.put('assets/app.css', 'body{}')
    const { backups, restorable, truncated } = await list({ path: 'backups/' })
    expect(backups).toMatchObject([
      {
        externalId: 'backups/a.dump',
        state: 'complete',
        sizeBytes: 5,
        place: 's3://whatsgonow-production-assets/backups/a.dump',
        region: 'eu-central-1',
      },
      { externalId: 'backups/z.dump', sizeBytes: 1 },
    ])
    expect({ restorable, truncated }).toEqual({ restorable: null, truncated: false })
  })

  test('without content are no backups, and those of a time to come keep it', async () => {
    lab = await startS3Lab()
    lab.put('backups/empty.dump', '')
    lab.put('backups/future.dump', 'x', minutesAgo(-60))
    expect((await list({ path: 'backups/' })).backups).toMatchObject([
      { externalId: 'backups/future.dump', state: 'complete' },
      { externalId: 'backups/empty.dump', state: 'failed', sizeBytes: 0 },
    ])
  })

  test('count only when their name fits and they are not older than asked for', async () => {
    lab = await startS3Lab()
    lab.put('backups/2026-11-20.sql.gz', 'x')
    lab.put('backups/2026-11-20.log', 'x')
    lab.put('backups/2026-01-01.sql.gz', 'x', minutesAgo(60 * 24 * 300))
    const query = { path: 'backups/', pattern: '*.sql.gz', since: minutesAgo(60 * 24) }
    expect((await list(query)).backups.map(({ externalId }) => externalId)).toEqual([
      'backups/2026-11-20.sql.gz',
    ])
  })

  test('are read to the last page, since the newest may stand on it', async () => {
    lab = await startS3Lab()
    for (let count = 0; count < 1_400; count += 1) {
      lab.put(`backups/${String(count).padStart(5, '0')}`, 'x', minutesAgo(100))
    }
    lab.put('backups/zzz', 'newest')
    const { backups, truncated } = await list({ path: 'backups/' })
    expect(truncated).toBe(false)
    expect(backups).toHaveLength(1_401)
    expect(backups[0]?.externalId).toBe('backups/zzz')
  })

  test('beyond twenty thousand are not read, and the answer says so', async () => {
    lab = await startS3Lab({
      furtherKeys: Array.from({ length: 20_001 }, (_, index) => `k/${index}`),
    })
    const { backups, truncated } = await list({ path: 'k/' })
    expect({ truncated, read: backups.length }).toEqual({ truncated: true, read: 20_000 })
  })

  test('of a bucket that is not there are not found, never none', async () => {
    lab = await startS3Lab({ name: 'another-bucket' })
    await expect(list()).rejects.toMatchObject({ failure: 'not_found' })
  })
})

describe('facts about a bucket', () => {
  test('tell region, encryption and that nothing can become public', async () => {
    lab = await startS3Lab()
    expect(await readFacts()).toEqual({
      region: 'eu-central-1',
      encrypted_at_rest: true,
      public_access: false,
    })
  })

  test('tell when nothing keeps it from the public and nothing is encrypted', async () => {
    lab = await startS3Lab({ isPublicBlocked: false, isEncrypted: false })
    expect(await readFacts()).toMatchObject({ encrypted_at_rest: false, public_access: true })
  })
})

test.each([
  ['db-2026.sql.gz', 'db-*.sql.gz', true],
  ['db-.sql.gz', 'db-*.sql.gz', true],
  ['db.sql.gz', 'db-*.sql.gz', false],
  ['aXbXc', 'a*b*c', true],
  ['abbc', 'a*bb*bc', false],
  ['aab', '*ab', true],
  ['ab', 'ab*b', false],
  ['exact', 'exact', true],
  ['exactly', 'exact', false],
  ['anything', '*', true],
  ['anything', null, true],
])('the file name %s against the pattern %s: %s', (name, pattern, fits) => {
  expect(matchesFileName(name, pattern)).toBe(fits)
})

test('a pattern of many stars is compared in no time', () => {
  const startedAt = performance.now()
  expect(matchesFileName('a'.repeat(1_000), `${'*a'.repeat(99)}*b`)).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(100)
})
