import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, expect, test } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { openRequestSlots } from '#lib/hosting/aws-cloudwatch/request-slots.ts'
import { useDatabase } from '#tests/setup/use-database.ts'

useDatabase()

const signal = () => AbortSignal.timeout(20_000)
const run = promisify(execFile)
beforeEach(() => getPool().query('delete from rate_limit'))

/** Takes turns in a process of its own and prints when each came. */
const taking = `
  const { openRequestSlots } = await import('#lib/hosting/aws-cloudwatch/request-slots.ts')
  const slots = openRequestSlots('000000000042', 'eu-central-1')
  const times = []
  for (let turn = 0; turn < 6; turn += 1) {
    await slots.take(AbortSignal.timeout(20000))
    times.push(Date.now())
  }
  process.stdout.write(JSON.stringify(times))
  process.exit(0)
`

async function takeInProcess(): Promise<number[]> {
  const args = ['--conditions=react-server', '--input-type=module', '--eval', taking]
  const { stdout } = await run(process.execPath, args, { env: process.env })
  return JSON.parse(stdout)
}

// A machine that stalls for a quarter of a second bunches what was spread, hence a second try.
const timed = { retry: 1, timeout: 60_000 }

test('three processes together take no more than five turns in any second', timed, async () => {
  const times = (await Promise.all([takeInProcess(), takeInProcess(), takeInProcess()])).flat()
  expect(times).toHaveLength(18)
  for (const start of times) {
    expect(times.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(5)
  }
})

test('accounts and regions do not wait for each other', async () => {
  const startedAt = performance.now()
  const others = ['eu-central-1', 'eu-west-1'].flatMap((region) =>
    ['000000000001', '000000000002', '000000000003'].map((account) =>
      openRequestSlots(account, region).take(signal()),
    ),
  )
  expect(await Promise.all(others)).toEqual(Array(6).fill(true))
  expect(performance.now() - startedAt).toBeLessThan(1_000)
})

test('a queue of more than ten seconds takes nobody in', async () => {
  const slots = openRequestSlots('000000000042', 'eu-central-1')
  const hangUp = new AbortController()
  const waiting = Array.from({ length: 60 }, () => slots.take(hangUp.signal).catch(() => 'left'))
  const isTaken = await Promise.race([
    ...waiting.slice(-10),
    new Promise((resolve) => setTimeout(() => resolve('nobody was refused'), 5_000)),
  ])
  expect(isTaken).toBe(false)
  hangUp.abort()
  await Promise.all(waiting)
})

test('nobody is let through while AWS asks to wait', async () => {
  const slots = openRequestSlots('000000000042', 'eu-central-1')
  const startedAt = performance.now()
  await slots.postpone(1_200)
  await slots.take(signal())
  expect(performance.now() - startedAt).toBeGreaterThan(1_190)
})
