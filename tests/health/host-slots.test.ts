import { expect, test } from 'vitest'
import { createHostSlots, patienceMs } from '#lib/health/prober/host-slots.ts'

const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

test('tasks of a host that answers quickly run one after the other', async () => {
  const slots = createHostSlots(4)
  let open = 0
  let most = 0
  const task = async () => {
    open += 1
    most = Math.max(most, open)
    await wait(5)
    open -= 1
  }
  await Promise.all(Array.from({ length: 10 }, () => slots.run('a', task)))
  expect(most).toBe(1)
})

test('tasks of a host that hangs start side by side, up to the limit, and all of them run', async () => {
  const slots = createHostSlots(3)
  let open = 0
  let most = 0
  let done = 0
  const task = async () => {
    open += 1
    most = Math.max(most, open)
    await wait(patienceMs * 2)
    open -= 1
    done += 1
  }
  await Promise.all(Array.from({ length: 6 }, () => slots.run('a', task)))
  expect(most).toBe(3)
  expect(done).toBe(6)
})

test('hosts do not wait for each other, and a failed task gives its turn on', async () => {
  const slots = createHostSlots(1)
  const started: string[] = []
  const hang = slots.run('a', () => wait(100))
  await slots.run('b', async () => {
    started.push('b')
  })
  expect(started).toEqual(['b'])
  await expect(slots.run('b', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await slots.run('b', async () => {
    started.push('b again')
  })
  expect(started).toEqual(['b', 'b again'])
  await hang
})
