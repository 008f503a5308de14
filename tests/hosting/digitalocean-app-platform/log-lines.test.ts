import { expect, test } from 'vitest'
import { createLineReader } from '#lib/hosting/digitalocean-app-platform/log-lines.ts'
import { readLines } from '#lib/hosting/http/read-lines.ts'

const startedAt = new Date('2026-11-21T10:00:00Z')
const origin = (type: 'RUN' | 'BUILD' = 'RUN') => ({
  ...{ component: 'api', type, deploymentId: 'd1', startedAt, endedAt: null },
})

test('component and time in front of a line are read, and what the program wrote stays as it is', () => {
  const read = createLineReader(origin())
  expect(read('api 2026-11-21T10:00:01.123456789Z [API] INFO  two  spaces')).toMatchObject({
    ...{ component: 'api', instance: null, level: null, text: '[API] INFO  two  spaces' },
    at: new Date('2026-11-21T10:00:01.123Z'),
  })
  expect(read('api-7d9f 2026-11-21T10:00:02Z hello').instance).toBe('api-7d9f')
})

test('a line without a time counts to the one before it, at first to the start', () => {
  const read = createLineReader(origin('BUILD'))
  expect(read('=> Cloning').at).toEqual(startedAt)
  const { at } = read('api 2026-11-21T10:00:05Z => Building')
  expect(read('    at stack trace')).toMatchObject({ at, instance: 'build' })
})

test('equal lines at the same time stay two, also when they are read again', () => {
  const readTwice = () => {
    const read = createLineReader(origin())
    return [read('api 2026-11-21T10:00:01Z x').id, read('api 2026-11-21T10:00:01Z x').id]
  }
  const [first, second] = readTwice()
  expect(first).not.toBe(second)
  expect(readTwice()).toEqual([first, second])
})

test('bytes that are no text and a line without an end leave the others unharmed', async () => {
  async function* chunks() {
    yield Buffer.from('one\n\xff\xfe two\0\n', 'latin1')
    yield Buffer.from(`${'long'.repeat(200_000)}`)
    yield Buffer.from('\nlast')
  }
  const lines = await Array.fromAsync(readLines(chunks()))
  expect(lines.map((line) => line.length)).toEqual([3, 7, 256 * 1024, 4])
  expect(lines[3]).toBe('last')
})
