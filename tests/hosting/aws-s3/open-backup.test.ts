import { afterEach, beforeEach, expect, test } from 'vitest'
import { createS3Adapter } from '#lib/hosting/aws-s3/index.ts'
import type { BackupQuery } from '#lib/hosting/backup-port.ts'
import { type S3Lab, startS3Lab, target } from './lab.ts'

let lab: S3Lab
beforeEach(async () => {
  lab = await startS3Lab()
  lab.put('backups/assets-1.tar', 'x'.repeat(3_000_000))
  lab.put('private/assets-1.tar', 'secret')
})
afterEach(() => lab.close())

const query: BackupQuery = { since: new Date(0), path: 'backups/', pattern: 'assets-*.tar' }

function open(key: string, maxBytes = 10_000_000, signal = AbortSignal.timeout(10_000)) {
  const { backups } = createS3Adapter({ target, ...lab.access })
  const opened = backups?.openBackup?.(key, { query, maxBytes }, signal)
  return opened ?? Promise.reject(new Error('The adapter opens nothing.'))
}

async function count(stream: ReadableStream<Uint8Array>): Promise<number> {
  let bytes = 0
  for await (const part of stream) bytes += part.length
  return bytes
}

test('gives every byte of a backup', async () => {
  expect(await count(await open('backups/assets-1.tar'))).toBe(3_000_000)
})

test('gives one of more than sixteen megabytes', async () => {
  lab.put('backups/assets-2.tar', 'x'.repeat(20_000_000))
  expect(await count(await open('backups/assets-2.tar', 30_000_000))).toBe(20_000_000)
})

test('refuses one that is too large before a byte of it is read', async () => {
  await expect(open('backups/assets-1.tar', 2_999_999)).rejects.toMatchObject({
    failure: 'rejected',
  })
})

test.each(['private/assets-1.tar', 'backups/other.tar', '../etc/passwd', 'backups/assets-9.tar'])(
  'opens nothing beside what the policy names: %s',
  async (key) => {
    await expect(open(key)).rejects.toMatchObject({ failure: 'not_found' })
  },
)

test('names the right that is missing', async () => {
  lab.aws.faults.add({ operation: 'GetObject', effect: { kind: 'denied' } })
  await expect(open('backups/assets-1.tar')).rejects.toMatchObject({
    failure: 'denied',
    permission: 's3:GetObject',
  })
})

test('half a download fails, it never ends as a whole one', async () => {
  const hangUp = new AbortController()
  const stream = await open('backups/assets-1.tar', 10_000_000, hangUp.signal)
  const reader = stream.getReader()
  await reader.read()
  hangUp.abort()
  const readOn = async () => {
    while (!(await reader.read()).done);
  }
  await expect(readOn()).rejects.toMatchObject({ failure: 'timed_out' })
})
