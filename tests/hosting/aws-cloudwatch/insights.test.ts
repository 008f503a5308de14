import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type AwsSourceLab, startAwsSourceLab } from '../aws-source-lab.ts'
import { group, noticesOf, openLogs, textsOf, toQuery } from './lab.ts'

useDatabase()

let lab: AwsSourceLab
const dayMs = 86_400_000
const signal = () => AbortSignal.timeout(30_000)

beforeAll(async () => {
  lab = await startAwsSourceLab()
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.aws.faults.clear()
  lab.aws.ledger.clear()
  lab.aws.content.logs.createGroup(group)
  lab.aws.content.logs.script.pollsUntilComplete = 1
  const start = Date.now() - 2 * dayMs
  const lines = Array.from({ length: 20 }, (_, index) => ({
    stream: 'api/0',
    message: index % 2 ? `order ${index} failed` : `order ${index} sent`,
    at: start + index * 1_000 + 123,
  }))
  lab.aws.content.logs.append(group, lines)
})

const wide = (rest: Parameters<typeof toQuery>[2]) =>
  toQuery(Date.now() - 3 * dayMs, Date.now(), rest)
const read = (query: ReturnType<typeof toQuery>) =>
  Array.fromAsync(openLogs(lab).read(query, signal()))
const operations = () => lab.aws.ledger.list({ service: 'logs' }).map(({ operation }) => operation)

test('a text in a wide window is found by one query, newest first', async () => {
  const items = await read(wide({ text: 'failed' }))
  expect(textsOf(items)).toEqual(
    Array.from({ length: 10 }, (_, index) => `order ${19 - 2 * index} failed`),
  )
  expect(noticesOf(items)).toEqual(['searching'])
  expect(operations()).not.toContain('FilterLogEvents')
  expect(operations()).not.toContain('StopQuery')
})

test('a query takes upper and lower case for the same', async () => {
  expect(textsOf(await read(wide({ text: 'ORDER 7 Failed' })))).toEqual(['order 7 failed'])
  expect(operations()).not.toContain('FilterLogEvents')
})

test('a line has the same id whichever way it is found', async () => {
  const query = wide({ text: 'order 7 failed' })
  const [found] = (await read(query)).filter(({ kind }) => kind === 'line')
  const narrow = toQuery(Date.now() - 2 * dayMs - 1_000, Date.now() - 2 * dayMs + 60_000, {
    text: 'order 7 failed',
  })
  expect(await read(narrow)).toEqual([found])
})

test('the limit ends the search and says so', async () => {
  const items = await read(wide({ text: 'failed', limit: 3 }))
  expect(textsOf(items)).toEqual(['order 19 failed', 'order 17 failed', 'order 15 failed'])
  expect(noticesOf(items)).toEqual(['searching', 'truncated'])
})

test('a query is stopped when nobody waits for it any more', async () => {
  lab.aws.content.logs.script.pollsUntilComplete = 1_000
  const hangUp = new AbortController()
  const reading = (async () => {
    for await (const _ of openLogs(lab).read(wide({ text: 'failed' }), hangUp.signal)) {
      hangUp.abort()
    }
  })()
  await expect(reading).rejects.toMatchObject({ failure: 'timed_out' })
  expect(operations().at(-1)).toBe('StopQuery')
})

test.each(['denied', 'throttled'] as const)(
  'the window is read page by page when queries are %s',
  async (kind) => {
    lab.aws.faults.add({ operation: 'StartQuery', effect: { kind } })
    expect(textsOf(await read(wide({ text: 'failed' })))).toHaveLength(10)
    expect(operations()).toContain('FilterLogEvents')
  },
)

test('a text with quotes cannot leave the query it stands in', async () => {
  lab.aws.content.logs.append(group, [
    { stream: 'api/0', message: 'say "a" | limit 1', at: Date.now() - dayMs },
  ])
  const items = await read(wide({ text: '"a" | limit 1' }))
  expect(textsOf(items)).toEqual(['say "a" | limit 1'])
})
