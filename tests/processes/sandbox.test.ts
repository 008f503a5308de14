import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { findSandbox } from '#scripts/start/sandbox-description.ts'
import { findProcessOf, listProcessesOf, parts } from './process-table.ts'
import { cleanUp, createFolder, type RunningPortal, startPortal } from './running-portal.ts'

const home = createFolder()
let portal: RunningPortal

beforeAll(async () => {
  portal = await startPortal({ home, env: { GITHUB_TOKEN: '' } })
  await portal.ready()
})
afterAll(cleanUp)

describe('a start without any settings', () => {
  it('brings the sandbox with it', () => {
    expect(findSandbox(`${home}/sandbox`)?.repositories).toContain('leitstand-sandbox/mvp')
  })

  it('brings the sandbox back after kill -9 and points web and worker at it', async () => {
    const before = findSandbox(`${home}/sandbox`)?.pid ?? 0
    process.kill(before, 'SIGKILL')

    await vi.waitUntil(() => ![undefined, before].includes(findSandbox(`${home}/sandbox`)?.pid), {
      timeout: 30_000,
    })
    await portal.waitUntilHealthy(20_000)
    await vi.waitUntil(() => findProcessOf(home, parts.worker) !== null, { timeout: 10_000 })
  })

  it('leaves none of the sample systems behind when it is stopped', async () => {
    portal.child.kill('SIGINT')

    expect(await portal.ended()).toBe(0)
    expect(listProcessesOf(home)).toEqual([])
  })
})
