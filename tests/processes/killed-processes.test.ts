import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findProcessOf, listProcessesOf, parts } from './process-table.ts'
import { cleanUp, createFolder, type RunningPortal, startPortal } from './running-portal.ts'

afterAll(cleanUp)

describe('kill -9', () => {
  const home = createFolder()
  let portal: RunningPortal

  beforeAll(async () => {
    portal = await startPortal({ home })
    await portal.ready()
  })

  it.each(['web', 'worker', 'database', 'keeper'] as const)(
    'of the %s brings it back within half a minute',
    async (part) => {
      const before = kill(home, part)
      await vi.waitUntil(() => ![null, before].includes(findProcessOf(home, parts[part])), {
        timeout: 15_000,
      })
      await portal.waitUntilHealthy(15_000)
    },
  )

  it.each(['main', 'entry'] as const)(
    'of the start process (%s) ends all others, and the next start works',
    async (part) => {
      kill(home, part)
      await vi.waitUntil(() => listProcessesOf(home).length === 0, { timeout: 30_000 })

      portal = await startPortal({ home })
      await portal.ready()
      expect(await portal.readHealth()).toBe('healthy')
    },
  )

  it('of everything at once leaves nothing that stops the next start', async () => {
    for (const { pid } of listProcessesOf(home)) process.kill(pid, 'SIGKILL')

    portal = await startPortal({ home })
    await portal.ready()
    expect(await portal.readHealth()).toBe('healthy')
  })
})

function kill(home: string, part: keyof typeof parts): number {
  const pid = findProcessOf(home, parts[part])
  if (pid === null) throw new Error(`There is no ${part} to kill.`)
  process.kill(pid, 'SIGKILL')
  return pid
}
