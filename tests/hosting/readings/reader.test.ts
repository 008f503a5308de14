import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import { projectStages } from '#lib/health/index.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { createReader, type Reader, type ReaderSettings } from '#lib/hosting/readings/reader.ts'
import { platformReaders } from '#lib/hosting/readings/readers.ts'
import type { RunningRelease } from '#lib/hosting/release-port.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import {
  createAnsweringAdapter,
  createHostedStage,
  makeAllDue,
  readRow,
  toRelease,
} from './hosted-stage.ts'

useDatabase()

const release = platformReaders.filter(({ fact }) => fact === 'release')
const readers: Reader[] = []

beforeEach(async () => {
  await getDb().reading.deleteMany()
  await getDb().apiBudget.deleteMany()
  await getDb().stage.updateMany({ data: { removedAt: new Date() } })
})
afterEach(async () => {
  for (const reader of readers.splice(0)) await reader.stop()
})

async function start(
  read: (signal: AbortSignal) => Promise<RunningRelease>,
  settings: Partial<ReaderSettings> = {},
): Promise<Reader> {
  const reader = createReader({
    pool: getPool(),
    readers: release,
    readCredential: async () => null,
    open: async () => createAnsweringAdapter(read),
    onProjected: projectStages,
    perAccount: 50,
    ...settings,
  })
  readers.push(reader)
  await reader.plan()
  return reader
}

async function readOnce(reader: Reader): Promise<void> {
  await makeAllDue()
  await reader.tick()
  await reader.idle()
}

const answer = async () => toRelease([{ version: '1.2.0', commitSha: 'a'.repeat(40) }])

describe('an answer', () => {
  test('is kept with its age, and asked for again a minute later', async () => {
    const { id } = await createHostedStage()
    await readOnce(await start(answer))
    const row = await readRow(id)
    expect(row).toMatchObject({ failure: null, failures: 0, leasedUntil: null })
    expect(row.value).toMatchObject({ components: [{ version: '1.2.0' }] })
    const waitMs = row.nextAt.getTime() - Date.now()
    expect(waitMs).toBeGreaterThan(25_000)
    expect(waitMs).toBeLessThan(110_000)
  })

  test('is made inert and without secrets before it is stored', async () => {
    const { id } = await createHostedStage()
    const detail = `\u001b[31mfailed\u0000 with ghp_${'x'.repeat(36)}`
    await readOnce(await start(async () => toRelease([{ detail }])))
    const text = JSON.stringify((await readRow(id)).value)
    expect(text).toContain('failed')
    expect(text).not.toContain('ghp_')
    expect(text).not.toContain('\\u001b')
  })

  test('without a single component is a failure, not "nothing runs"', async () => {
    const { id } = await createHostedStage()
    await readOnce(await start(async () => toRelease([])))
    expect((await readRow(id)).failure).toMatchObject({ failure: 'empty_answer' })
  })

  test('of another shape is refused', async () => {
    const { id } = await createHostedStage()
    const wrong = async () => ({ ...toRelease([{}]), notes: 'none' }) as unknown as RunningRelease
    await readOnce(await start(wrong))
    expect((await readRow(id)).failure).toMatchObject({ failure: 'invalid_answer' })
  })

  test('serves all stages with the same target, for one call', async () => {
    const hostingTarget = { appName: 'shared', region: 'fra' }
    const stages = [
      await createHostedStage({ hostingTarget }),
      await createHostedStage({ hostingTarget }),
    ]
    let calls = 0
    await readOnce(
      await start(() => {
        calls += 1
        return answer()
      }),
    )
    expect(calls).toBe(1)
    for (const { id } of stages) expect((await readRow(id)).observedAt).not.toBeNull()
  })
})

describe('a failure', () => {
  test('never deletes the last good answer, and says since when', async () => {
    const { id } = await createHostedStage()
    let fails = false
    const reader = await start(async () => {
      if (fails) throw new HostingError('denied', 'No.', { permission: 'app:read', identity: 'me' })
      return answer()
    })
    await readOnce(reader)
    const good = await readRow(id)
    fails = true
    await readOnce(reader)
    const first = await readRow(id)
    await readOnce(reader)
    const second = await readRow(id)
    expect(second.value).toEqual(good.value)
    expect(second.observedAt).toEqual(good.observedAt)
    expect(second.failures).toBe(2)
    expect(second.failure).toMatchObject({
      ...{ failure: 'denied', permission: 'app:read', identity: 'me' },
      since: (first.failure as { since: string }).since,
    })
    expect(second.nextAt.getTime()).toBeGreaterThan(Date.now() + 110_000)
  })

  test('is forgotten with the next answer', async () => {
    const { id } = await createHostedStage()
    let fails = true
    const reader = await start(async () => {
      if (fails) throw new HostingError('unreachable', 'No route.')
      return answer()
    })
    await readOnce(reader)
    fails = false
    await readOnce(reader)
    expect(await readRow(id)).toMatchObject({ failure: null, failures: 0 })
  })

  test('of a throttled account makes everything of that account wait as long as it asked for', async () => {
    const target = (appName: string) => ({ appName, region: 'fra', accountAlias: 'tired' })
    const first = await createHostedStage({ hostingTarget: target('a') })
    let calls = 0
    const reader = await start(async () => {
      calls += 1
      throw new HostingError('throttled', 'Later.', { retryAfterSeconds: 600 })
    })
    await readOnce(reader)
    await createHostedStage({ hostingTarget: target('b') })
    await reader.plan()
    await readOnce(reader)
    expect(calls).toBe(1)
    expect((await readRow(first.id)).nextAt.getTime()).toBeGreaterThan(Date.now() + 590_000)
  })

  test('comes when nothing answers within the deadline, even if the adapter ignores its signal', async () => {
    const { id } = await createHostedStage()
    const reader = await start(() => new Promise(() => {}), { deadlineMs: 200 })
    const startedAt = Date.now()
    await readOnce(reader)
    expect(Date.now() - startedAt).toBeLessThan(4_000)
    expect((await readRow(id)).failure).toMatchObject({ failure: 'timed_out' })
  })

  test('without a credential says which account lacks one', async () => {
    const { id } = await createHostedStage()
    const reader = createReader({
      ...{ pool: getPool(), readers: release, readCredential: async () => null },
      env: { DIGITALOCEAN_API_URL: 'http://127.0.0.1:9' },
    })
    readers.push(reader)
    await reader.plan()
    await readOnce(reader)
    expect((await readRow(id)).failure).toMatchObject({
      failure: 'not_configured',
      message: expect.stringContaining('account "default"'),
    })
  })

  test('to project an answer loses neither the answer nor the pace', async () => {
    const { id } = await createHostedStage()
    const reader = await start(answer, {
      onProjected: async () => {
        throw new Error('broken')
      },
    })
    await readOnce(reader)
    const row = await readRow(id)
    expect(row.observedAt).not.toBeNull()
    expect(row.nextAt.getTime()).toBeGreaterThan(Date.now())
  })
})

test('one hanging account does not keep the others waiting', async () => {
  for (let index = 0; index < 8; index += 1) {
    await createHostedStage({
      hostingTarget: { appName: `app-${index}`, region: 'fra', accountAlias: 'a-hanging-one' },
    })
  }
  const { id } = await createHostedStage({
    hostingTarget: { appName: 'quick', region: 'fra', accountAlias: 'quick' },
  })
  const reader = await start(answer, {
    ...{ concurrency: 6, perAccount: 2 },
    open: async ({ planned }) =>
      createAnsweringAdapter((signal) =>
        planned.account === 'quick'
          ? answer()
          : new Promise((_, reject) =>
              signal.addEventListener('abort', () => reject(signal.reason)),
            ),
      ),
  })
  await makeAllDue()
  await reader.tick()
  await expect.poll(async () => (await readRow(id)).observedAt).not.toBeNull()
})

describe('several workers on one database', () => {
  test('never ask one row side by side, and each due row once', async () => {
    for (let index = 0; index < 12; index += 1) await createHostedStage()
    let underWay = 0
    let calls = 0
    const slow = async () => {
      calls += 1
      underWay += 1
      await sleep(100)
      underWay -= 1
      return answer()
    }
    const workers = [await start(slow), await start(slow), await start(slow)]
    await makeAllDue()
    await Promise.all(workers.map((worker) => worker.tick()))
    await Promise.all(workers.map((worker) => worker.tick()))
    await Promise.all(workers.map((worker) => worker.idle()))
    expect(calls).toBe(12)
    expect(underWay).toBe(0)
  })

  test('share the budget of an account', async () => {
    for (let index = 0; index < 30; index += 1) {
      await createHostedStage({
        hostingTarget: { appName: `app-${index}`, region: 'fra', accountAlias: 'small' },
      })
    }
    let calls = 0
    const count = () => {
      calls += 1
      return answer()
    }
    const workers = [
      await start(count, { concurrency: 50 }),
      await start(count, { concurrency: 50 }),
    ]
    for (let round = 0; round < 3; round += 1) {
      await makeAllDue()
      await Promise.all(workers.map((worker) => worker.tick()))
      await Promise.all(workers.map((worker) => worker.idle()))
    }
    // A release costs two calls, the bucket holds 75 and refills by little more than one a second.
    expect(calls).toBeGreaterThanOrEqual(36)
    expect(calls).toBeLessThanOrEqual(48)
  })

  test('take over what a worker left that vanished, once its lease ends; what it still writes counts for nothing', async () => {
    const { id } = await createHostedStage()
    const gate = Promise.withResolvers<RunningRelease>()
    const lost = await start(() => gate.promise, { deadlineMs: 60_000, leaseMarginMs: -59_500 })
    await makeAllDue()
    await lost.tick()
    const heir = await start(async () => toRelease([{ version: '2.0.0' }]))
    await heir.tick()
    await heir.idle()
    expect((await readRow(id)).observedAt).toBeNull()
    await sleep(700)
    await heir.tick()
    await heir.idle()
    gate.resolve(toRelease([{ version: '1.0.0' }]))
    await lost.idle()
    expect((await readRow(id)).value).toMatchObject({ components: [{ version: '2.0.0' }] })
  })

  test('ask again what a killed process was asking, and nothing is lost', async () => {
    const { id } = await createHostedStage()
    const heir = await start(answer)
    await readOnce(heir)
    const { value } = await readRow(id)
    await makeAllDue()
    const victim = fork(join(import.meta.dirname, 'reader-process.ts'), {
      execArgv: ['--conditions=react-server'],
    })
    await once(victim, 'message')
    victim.kill('SIGKILL')
    await once(victim, 'exit')
    const left = await readRow(id)
    expect(left.leasedUntil).not.toBeNull()
    expect(left.value).toEqual(value)
    await sleep(Math.max(0, (left.leasedUntil?.getTime() ?? 0) - Date.now()) + 100)
    await heir.tick()
    await heir.idle()
    const after = await readRow(id)
    expect(after).toMatchObject({ leasedUntil: null, failure: null })
    expect(after.attemptedAt?.getTime()).toBeGreaterThan(left.attemptedAt?.getTime() ?? 0)
  }, 60_000)

  test('get back at once what a stopping worker had not finished', async () => {
    const { id } = await createHostedStage()
    const stopping = await start(
      (signal) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    )
    await makeAllDue()
    await stopping.tick()
    await stopping.stop()
    expect(await readRow(id)).toMatchObject({ leasedUntil: null, failure: null, failures: 0 })
    const next = await start(answer)
    await next.tick()
    await next.idle()
    expect((await readRow(id)).observedAt).not.toBeNull()
  })
})
