import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findProcessOf, listProcessesOf, parts } from './process-table.ts'
import { cleanUp, createFolder, type RunningPortal, startPortal } from './running-portal.ts'

const home = createFolder()
let portal: RunningPortal

beforeAll(async () => {
  portal = await startPortal({ home })
  await portal.ready()
})
afterAll(cleanUp)

describe('a database that does not answer', () => {
  afterEach(() => signalServer('SIGCONT'))

  it('makes the health answer say so within six seconds, and be well again afterwards', async () => {
    signalServer('SIGSTOP')
    const askedAt = Date.now()
    const answers = await Promise.all(Array.from({ length: 20 }, () => portal.readHealth()))

    expect(Date.now() - askedAt).toBeLessThan(6_000)
    expect(new Set(answers)).toEqual(new Set(['down']))

    await sleep(1_000)
    signalServer('SIGCONT')
    await portal.waitUntilHealthy(10_000)
  })
})

describe('a database that is restarted at once', () => {
  it('is used again within ten seconds by processes that stayed alive', async () => {
    const before = [parts.web, parts.worker].map((part) => findProcessOf(home, part))
    const server = findProcessOf(home, parts.database)
    // What `pg_ctl stop -m immediate` sends.
    process.kill(Number(server), 'SIGQUIT')
    await sleep(200)

    await portal.waitUntilHealthy(10_000)
    expect([parts.web, parts.worker].map((part) => findProcessOf(home, part))).toEqual(before)
  })
})

/** To the server and all its backends. */
function signalServer(signal: NodeJS.Signals): void {
  for (const { pid, command } of listProcessesOf(home)) {
    if (parts.database.test(command) || command.startsWith('postgres: ')) process.kill(pid, signal)
  }
}
