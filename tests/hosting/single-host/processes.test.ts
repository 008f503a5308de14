import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProcessControl } from '#lib/hosting/process-port.ts'
import { singleHostTarget } from '#lib/hosting/single-host/target.ts'
import { type Lab, soon, startLab, until } from './lab.ts'

let lab: Lab
let processes: ProcessControl
beforeAll(async () => {
  lab = await startLab('mvp')
  const control = lab.adapter().processes
  if (!control) throw new Error('A host controls processes.')
  processes = control
})
afterAll(() => lab.close())

const findWorker = () =>
  lab.stage.report().processes.find(({ component }) => component === 'worker')

describe('a process of a host', () => {
  test('is really stopped and started', async () => {
    await processes.control('worker', 'stop', soon())
    expect(findWorker()).toMatchObject({ status: 'stopped', pid: null })
    expect(await processes.readProcess('worker', soon())).toEqual({ state: 'stopped', since: null })
    await processes.control('worker', 'start', soon())
    expect(findWorker()).toMatchObject({ status: 'running' })
    expect((await processes.readProcess('worker', soon())).state).toBe('running')
  })

  test('that is killed ends at once and is brought back by what watches over it', async () => {
    const before = findWorker()?.pid
    const killedAt = Math.floor(Date.now() / 1_000) * 1_000
    await wait(1_000)
    await processes.control('worker', 'kill', soon())
    await until(findWorker, (worker) => worker?.status === 'running' && worker.pid !== before)
    const { since } = await processes.readProcess('worker', soon())
    expect(since?.getTime()).toBeGreaterThan(killedAt)
  })

  test('that is restarted is another one afterwards, and runs', async () => {
    const before = findWorker()?.pid
    await processes.control('worker', 'restart', soon())
    expect(findWorker()?.pid).not.toBe(before)
    expect(findWorker()?.status).toBe('running')
  })

  test('is not touched where sudo does not allow it', async () => {
    lab.fault('forbidden', { match: 'sudo' })
    const pid = findWorker()?.pid
    await expect(processes.control('worker', 'kill', soon())).rejects.toMatchObject({
      failure: 'denied',
    })
    lab.fault(null)
    expect(findWorker()?.pid).toBe(pid)
  })
})

test('only a database whose unit the catalog names can be restarted', async () => {
  await expect(processes.restartService('database', soon())).rejects.toMatchObject({
    failure: 'unsupported',
  })
  const target = singleHostTarget.parse({ ...lab.target, databaseUnit: 'postgresql' })
  const control = lab.adapter({ target }).processes
  expect(control?.services).toEqual(['database'])
  await control?.restartService('database', soon())
  expect(lab.lines()).toContain(
    'env LC_ALL=C TZ=UTC sudo -n systemctl restart -- postgresql.service',
  )
})
