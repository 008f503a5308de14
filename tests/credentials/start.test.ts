import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { setCredential } from '#lib/credentials/index.ts'
import { blankSettings } from '#tests/setup/blank-settings.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { startWorker, type Worker } from '../faults/support/worker.ts'
import { admin, canary, newKey, withKeys } from './support.ts'

const database = useDatabase()
const [k1, k2] = [newKey('k1'), newKey('k2')]
let worker: Worker | undefined

function start(keys: string): Worker {
  worker = startWorker({
    ...blankSettings,
    DATABASE_URL: database.url(),
    NEXTAUTH_SECRET: 'x'.repeat(32),
    LEITSTAND_SECRET: 'y'.repeat(32),
    LEITSTAND_ENCRYPTION_KEYS: keys,
    LOG_LEVEL: 'info',
  })
  return worker
}

beforeEach(() =>
  withKeys(k1, () =>
    setCredential(
      admin,
      { platform: 'vercel', account: 'default' },
      { credential: { token: canary() } },
    ),
  ),
)
afterEach(async () => {
  worker?.signal('SIGTERM')
  await worker?.ended()
  await getDb().credential.deleteMany()
})

const messages = (log: string) =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: string; msg: string; error?: string })

describe('a worker', { timeout: 90_000 }, () => {
  it('with another key under the same id does not start, and says so in one line', async () => {
    const started = start(newKey('k1'))
    expect(await started.ended()).toBe(1)
    expect(messages(started.log())).toEqual([
      expect.objectContaining({ error: expect.stringContaining('under the id "k1"') }),
    ])
    expect(await getDb().workerLease.count()).toBe(0)
  })

  it('without settings for keys says which setting is missing', async () => {
    const started = start('')
    expect(await started.ended()).toBe(1)
    expect(started.log()).toContain('LEITSTAND_ENCRYPTION_KEYS must be set')
  })

  it('that lacks a key works, and names the key and what it is needed for', async () => {
    const started = start(k2)
    await started.ready()
    const [line] = messages(started.log()).filter(({ level }) => level === 'error')
    expect(line?.msg).toMatch(/lacks the key "k1": 1 stored credential/)
  })
})
