import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type AwsSourceLab, startAwsSourceLab } from '../aws-source-lab.ts'
import { group, idsOf, noticesOf, openLogs, textsOf, toQuery } from './lab.ts'

useDatabase()

let lab: AwsSourceLab
const hourMs = 3_600_000
const signal = () => AbortSignal.timeout(60_000)

beforeAll(async () => {
  lab = await startAwsSourceLab()
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.aws.faults.clear()
  lab.aws.content.logs.createGroup(group)
  Object.assign(lab.aws.content.logs.script, { emptyPages: 0, eventsPerPage: 10_000 })
  lab.aws.ledger.clear()
})

function append(count: number, start: number, stepMs = 1_000, text = 'line') {
  const lines = Array.from({ length: count }, (_, index) => ({
    stream: `api/${index % 3}`,
    message: `${text} ${index}`,
    at: start + index * stepMs,
  }))
  lab.aws.content.logs.append(group, lines)
}

const filterCalls = () => lab.aws.ledger.list({ operation: 'FilterLogEvents' })
const read = (query: ReturnType<typeof toQuery>) =>
  Array.fromAsync(openLogs(lab).read(query, signal()))

describe('reading a log group', () => {
  test('gives the newest lines first over several pages, each once', async () => {
    const now = Date.now()
    append(25, now - 60_000)
    lab.aws.content.logs.script.eventsPerPage = 10
    const items = await read(toQuery(now - hourMs, now))
    expect(textsOf(items)).toEqual(Array.from({ length: 25 }, (_, index) => `line ${24 - index}`))
    expect(new Set(idsOf(items)).size).toBe(25)
    expect(filterCalls()).toHaveLength(3)
  })

  test('stops at the limit and says up to where it read', async () => {
    const now = Date.now()
    append(25, now - 60_000)
    const items = await read(toQuery(now - hourMs, now, { limit: 5 }))
    expect(textsOf(items)).toEqual(['line 24', 'line 23', 'line 22', 'line 21', 'line 20'])
    const last = items.at(-1)
    expect(last).toMatchObject({
      kind: 'notice',
      notice: { kind: 'truncated', at: new Date(now - 60_000 + 20_000) },
    })
  })

  test('goes through fifty empty pages and says that it is searching', async () => {
    const now = Date.now()
    append(3, now - 60_000)
    lab.aws.content.logs.script.emptyPages = 50
    const items = await read(toQuery(now - hourMs, now))
    expect(textsOf(items)).toEqual(['line 2', 'line 1', 'line 0'])
    expect(noticesOf(items)).toEqual(Array(50).fill('searching'))
    expect(filterCalls()).toHaveLength(51)
  }, 60_000)

  test('gives every line once though its token expires on the way', async () => {
    const now = Date.now()
    append(30, now - 60_000)
    lab.aws.content.logs.script.eventsPerPage = 10
    const items = []
    for await (const item of openLogs(lab).read(toQuery(now - hourMs, now), signal())) {
      items.push(item)
      if (items.length === 15) lab.aws.content.logs.expireTokens()
    }
    expect(textsOf(items)).toEqual(Array.from({ length: 30 }, (_, index) => `line ${29 - index}`))
    const [, , refused, again] = filterCalls()
    expect(refused).toMatchObject({ status: 400 })
    // Read on from the oldest line given, not from the beginning.
    expect(again?.input).toMatchObject({ endTime: now - 60_000 + 10_000 })
  })

  test('waits, says so and reads on when AWS throttles it half way', async () => {
    const now = Date.now()
    append(30, now - 60_000)
    lab.aws.content.logs.script.eventsPerPage = 10
    const items = []
    for await (const item of openLogs(lab).read(toQuery(now - hourMs, now), signal())) {
      if (items.length === 5) {
        lab.aws.faults.add({
          operation: 'FilterLogEvents',
          times: 2,
          effect: { kind: 'throttled' },
        })
      }
      items.push(item)
    }
    expect(textsOf(items)).toHaveLength(30)
    expect(noticesOf(items)).toEqual(['throttled', 'throttled'])
  })

  test('fails as not found when the log group is deleted half way', async () => {
    const now = Date.now()
    append(30, now - 60_000)
    lab.aws.content.logs.script.eventsPerPage = 10
    const reading = async () => {
      for await (const _ of openLogs(lab).read(toQuery(now - hourMs, now), signal())) {
        lab.aws.content.logs.deleteGroup(group)
      }
    }
    await expect(reading()).rejects.toMatchObject({ failure: 'not_found' })
  })

  test('says which lines the group no longer keeps', async () => {
    const now = Date.now()
    lab.aws.content.logs.createGroup(group, { retentionDays: 7 })
    append(1, now - 60_000)
    const items = await read(toQuery(now - 30 * 24 * hourMs, now))
    expect(noticesOf(items)).toEqual(['expired'])
  })

  test('tells apart equal lines of one moment, and gives the same ids when read again', async () => {
    const at = Date.now() - 60_000
    const same = { stream: 'api/0', message: 'again', at }
    lab.aws.content.logs.append(group, [same, same, { ...same, stream: 'api/1' }])
    const first = await read(toQuery(at - 1_000, at + 1_000))
    const second = await read(toQuery(at - 2_000, at + 2_000))
    expect(new Set(idsOf(first)).size).toBe(3)
    expect(idsOf(second).toSorted()).toEqual(idsOf(first).toSorted())
  })

  test('reads nothing when other components are asked for', async () => {
    const now = Date.now()
    append(3, now - 60_000)
    expect(await read(toQuery(now - hourMs, now, { components: ['frontend'] }))).toEqual([])
    expect(filterCalls()).toEqual([])
  })
})

describe('searching for text', () => {
  test.each([
    ['{"level":"error"}', 'x {"level":"error"} y'],
    ['C:\\temp "x"', 'C:\\temp "x" was missing'],
    ['100 %', 'disk 100 % full'],
    ['[ERROR] -not ?maybe', '[ERROR] -not ?maybe'],
    ['Bücher 日本', 'Bücher 日本 🚀'],
    ['日本', 'in 日本'],
    ['.*', 'a .* b'],
  ])('finds %s as it stands and nothing that only resembles it', async (text, message) => {
    const now = Date.now()
    const unlike = message.replaceAll(/["\\%.*?日]/g, '')
    lab.aws.content.logs.append(group, [
      { stream: 'api', message, at: now - 60_000 },
      { stream: 'api', message: unlike, at: now - 59_000 },
    ])
    expect(textsOf(await read(toQuery(now - hourMs, now, { text })))).toEqual([message])
  })

  test('takes upper and lower case for the same', async () => {
    const now = Date.now()
    const lines = ['[ERROR] Übung', '[error] übung', '[Warning] übung']
    lab.aws.content.logs.append(
      group,
      lines.map((message, index) => ({ stream: 'api', message, at: now - 60_000 - index })),
    )
    const items = await read(toQuery(now - hourMs, now, { text: 'Error] übung' }))
    expect(textsOf(items)).toEqual(['[ERROR] Übung', '[error] übung'])
    expect(filterCalls()[0]?.input).toMatchObject({ filterPattern: '%[Ee][Rr][Rr][Oo][Rr]%' })
  })

  test('searches for a text longer than a pattern may be', async () => {
    const now = Date.now()
    const text = 'x'.repeat(3_000)
    lab.aws.content.logs.append(group, [
      { stream: 'api', message: `${text}!`, at: now - 2_000 },
      { stream: 'api', message: 'x'.repeat(1_500), at: now - 1_000 },
    ])
    expect(textsOf(await read(toQuery(now - hourMs, now, { text })))).toEqual([`${text}!`])
  })
})

describe('the quota of five searches a second', () => {
  // A machine that stalls for a quarter of a second bunches what was spread, hence a second try.
  const timed = { retry: 1, timeout: 60_000 }

  test('is kept by all readers together', timed, async () => {
    const now = Date.now()
    lab.aws.ledger.clear()
    lab.aws.content.logs.createGroup(group)
    append(40, now - 60_000)
    lab.aws.content.logs.script.eventsPerPage = 10
    const readers = Array.from({ length: 6 }, (_, index) =>
      read(toQuery(now - hourMs - index, now)),
    )
    const found = await Promise.all(readers)
    for (const items of found) expect(textsOf(items)).toHaveLength(40)
    const times = filterCalls().map(({ at }) => Date.parse(at))
    expect(times).toHaveLength(24)
    expect(lab.aws.ledger.list().filter(({ status }) => status !== 200)).toEqual([])
    for (const start of times) {
      expect(times.filter((at) => at >= start && at < start + 1_000).length).toBeLessThanOrEqual(5)
    }
  })

  test('ends a reader whose time is up while it waits for its turn', async () => {
    const now = Date.now()
    lab.aws.content.logs.script.emptyPages = 30
    const deadline = AbortSignal.timeout(700)
    const reading = Array.fromAsync(openLogs(lab).read(toQuery(now - hourMs, now), deadline))
    await expect(reading).rejects.toMatchObject({ failure: 'timed_out' })
  })

  test('asks once for a window of the past that several people look at', async () => {
    const then = Date.now() - 24 * hourMs
    append(3, then)
    const query = toQuery(then - hourMs, then + hourMs)
    expect(textsOf(await read(query))).toEqual(textsOf(await read(query)))
    expect(filterCalls()).toHaveLength(1)
  })

  test('asks again for a window that may still take lines', async () => {
    const now = Date.now()
    append(3, now - 60_000)
    const query = toQuery(now - hourMs, now)
    await read(query)
    await read(query)
    expect(filterCalls()).toHaveLength(2)
  })
})
