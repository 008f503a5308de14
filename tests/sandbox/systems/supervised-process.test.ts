import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, expect, onTestFinished, test } from 'vitest'
import { StartFailure } from '#sandbox/host/spawn-process.ts'
import { superviseProcess } from '#sandbox/host/supervised-process.ts'
import { createHome, eventually } from './running-sandbox.ts'

const folder = createHome()
afterAll(() => folder[Symbol.dispose]())

function supervise(name: string, program: string, startTimeoutMs = 5000) {
  const entry = `${name}.mjs`
  writeFileSync(join(folder.home, entry), program)
  const supervised = superviseProcess(
    {
      component: name,
      instance: 1,
      folder: folder.home,
      entry,
      listens: false,
      environment: {},
      logFile: join(folder.home, `${name}.log`),
      startTimeoutMs,
    },
    () => undefined,
  )
  onTestFinished(() => supervised.stop())
  return supervised
}

const ready = "process.send({ type: 'ready' }); process.once('disconnect', () => process.exit());"

test('a process that ends at its start fails with its last words and is tried again after growing pauses', async () => {
  const supervised = supervise('crash', "console.log('no database'); process.exit(3)")
  const startedAt = performance.now()
  const failure = await supervised.start().catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StartFailure)
  expect(failure).toMatchObject({
    message: 'crash ended at its start (exit code 3)',
    logTail: ['no database'],
  })
  await eventually(
    async () => supervised.report(),
    ({ restarts }) => restarts === 3,
  )
  // Pauses of 0.5 and 1 second lie before the third end.
  expect(performance.now() - startedAt).toBeGreaterThan(1500)
})

test('a process that never becomes ready fails after its time and is ended', async () => {
  const supervised = supervise('silent', 'setInterval(() => {}, 1000)', 300)
  await expect(supervised.start()).rejects.toThrow('silent was not ready after 300 ms')
  await eventually(
    async () => supervised.report(),
    ({ status }) => status === 'restarting',
  )
})

test('a process that ends in order is not started again', async () => {
  const supervised = supervise('done', `${ready} setTimeout(() => process.exit(0), 100)`)
  await supervised.start()
  await eventually(
    async () => supervised.report(),
    ({ status }) => status === 'stopped',
  )
  await wait(800)
  expect(supervised.report()).toMatchObject({ status: 'stopped', pid: null, restarts: 0 })
})

test('a process that is stopped during a pause stays down', async () => {
  const supervised = supervise('pausing', 'process.exit(1)')
  await supervised.start().catch(() => undefined)
  await eventually(
    async () => supervised.report(),
    ({ status }) => status === 'restarting',
  )
  await supervised.stop()
  await wait(800)
  expect(supervised.report()).toMatchObject({ status: 'stopped', pid: null, restarts: 1 })
})

test('a process that ignores the request to end is ended all the same', async () => {
  const supervised = supervise('deaf', `process.on('SIGTERM', () => {}); ${ready}`)
  await supervised.start()
  const startedAt = performance.now()
  await supervised.stop()
  expect(performance.now() - startedAt).toBeLessThan(3000)
  expect(supervised.report()).toMatchObject({ status: 'stopped', pid: null })
})
