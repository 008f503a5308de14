import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { follow } from '#lib/hosting/aws-cloudwatch/follow.ts'
import type { LogItem, LogSource } from '#lib/hosting/log-port.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { type AwsSourceLab, startAwsSourceLab } from '../aws-source-lab.ts'
import { group, idsOf, noticesOf, openLogs, textsOf } from './lab.ts'

useDatabase()

let lab: AwsSourceLab

beforeAll(async () => {
  lab = await startAwsSourceLab()
})
afterAll(() => lab.close())
beforeEach(() => {
  lab.aws.faults.clear()
  lab.aws.content.logs.createGroup(group)
  lab.aws.ledger.clear()
})

interface Listening {
  readonly items: LogItem[]
  /** Waits until what came so far fulfils the condition. */
  until(isEnough: (items: readonly LogItem[]) => boolean): Promise<void>
  stop(): Promise<void>
  readonly failed: Promise<unknown>
}

function listen(logs: LogSource, text: string | null = null): Listening {
  const hangUp = new AbortController()
  const items: LogItem[] = []
  const work = (async () => {
    for await (const item of logs.follow?.({ text, components: null }, hangUp.signal) ?? []) {
      items.push(item)
    }
  })()
  const failed = work.then(
    () => null,
    (error: unknown) => error,
  )
  return {
    items,
    until: (isEnough) => expect.poll(() => isEnough(items), { timeout: 15_000 }).toBe(true),
    async stop() {
      hangUp.abort()
      await work
    },
    failed,
  }
}

const sessions = () => lab.aws.ledger.list({ operation: 'StartLiveTail' })
const say = (...messages: string[]) =>
  lab.aws.content.logs.append(
    group,
    messages.map((message) => ({ stream: 'api/0', message })),
  )
const whileOpen = (count: number) => expect.poll(() => sessions().length).toBe(count)

test('gives lines as they come and closes the session when nobody listens', async () => {
  const listening = listen(openLogs(lab))
  await whileOpen(1)
  say('one', 'two')
  await listening.until((items) => textsOf(items).length === 2)
  await listening.stop()
  expect(textsOf(listening.items)).toEqual(['one', 'two'])
  await expect.poll(() => lab.aws.content.logs.countTails()).toBe(0)
})

test('closes the session when whoever reads turns away without a word', async () => {
  const lines = openLogs(lab).follow?.(
    { text: null, components: null },
    new AbortController().signal,
  )
  const reading = (async () => {
    for await (const _ of lines ?? []) break
  })()
  await whileOpen(1)
  say('one')
  await reading
  await expect.poll(() => lab.aws.content.logs.countTails()).toBe(0)
})

test('gives only lines that contain the text', async () => {
  const listening = listen(openLogs(lab), '"level":"error"')
  await whileOpen(1)
  say('{"level":"info"}', '{"level":"error"}', 'level error')
  await listening.until((items) => textsOf(items).length > 0)
  await listening.stop()
  expect(textsOf(listening.items)).toEqual(['{"level":"error"}'])
})

test('goes on after the three hours of a session without a gap and without duplicates', async () => {
  const listening = listen(openLogs(lab))
  await whileOpen(1)
  say('before')
  await listening.until((items) => textsOf(items).length === 1)
  lab.aws.content.logs.endTails('session_over')
  say('between')
  await whileOpen(2)
  await listening.until((items) => textsOf(items).length === 2)
  say('after')
  await listening.until((items) => textsOf(items).length === 3)
  await listening.stop()
  expect(textsOf(listening.items)).toEqual(['before', 'between', 'after'])
  expect(new Set(idsOf(listening.items)).size).toBe(3)
  expect(noticesOf(listening.items)).toEqual([])
})

test.each(['cut', 'streaming_exception'] as const)(
  'says that lines may be missing when its session ends by %s, and reads what it can',
  async (end) => {
    const listening = listen(openLogs(lab))
    await whileOpen(1)
    say('before')
    await listening.until((items) => textsOf(items).length === 1)
    lab.aws.content.logs.endTails(end)
    await listening.until((items) => noticesOf(items).includes('gap'))
    say('between')
    await listening.until((items) => textsOf(items).length === 2)
    await listening.stop()
    expect(textsOf(listening.items)).toEqual(['before', 'between'])
    expect(noticesOf(listening.items)).toEqual(['gap'])
  },
)

test('says once that AWS left lines out while it does', async () => {
  const listening = listen(openLogs(lab))
  await whileOpen(1)
  say(...Array.from({ length: 2_000 }, (_, index) => `line ${index}`))
  await listening.until((items) => textsOf(items).length >= 500)
  await listening.stop()
  expect(noticesOf(listening.items)).toEqual(['sampled'])
  expect(textsOf(listening.items)).toHaveLength(500)
})

test('fails as not found when the log group is deleted meanwhile', async () => {
  const listening = listen(openLogs(lab))
  await whileOpen(1)
  lab.aws.content.logs.deleteGroup(group)
  lab.aws.content.logs.endTails('streaming_exception')
  expect(await listening.failed).toMatchObject({ failure: 'not_found' })
})

test('notices that a silent group was deleted although its session stands', async () => {
  const hangUp = new AbortController()
  const silence = { kind: 'update', update: { events: [], isSampled: false } } as const
  const gone = openLogs(lab).readRetentionDays
  const followed = follow(
    {
      pages: {
        read: () => Promise.resolve({ events: [], token: null }),
        postpone: () => Promise.resolve(),
      },
      component: null,
      tail: async function* () {
        for (;;) yield silence
      },
      checkGroup: (signal) => gone?.(signal) ?? Promise.resolve(),
      checkMs: 0,
    },
    null,
    hangUp.signal,
  )
  lab.aws.content.logs.deleteGroup(group)
  await expect(Array.fromAsync(followed)).rejects.toMatchObject({ failure: 'not_found' })
})

test('asks every few seconds instead when Live Tail is denied', async () => {
  lab.aws.faults.add({ operation: 'StartLiveTail', effect: { kind: 'denied' } })
  const listening = listen(openLogs(lab))
  await expect
    .poll(() => lab.aws.ledger.list({ operation: 'FilterLogEvents' }).length)
    .toBeGreaterThan(0)
  say('first')
  await listening.until((items) => textsOf(items).length === 1)
  say('second')
  await listening.until((items) => textsOf(items).length === 2)
  await listening.stop()
  expect(textsOf(listening.items)).toEqual(['first', 'second'])
  expect(sessions()).toHaveLength(1)
  expect(lab.aws.ledger.list({ operation: 'FilterLogEvents' }).length).toBeLessThan(6)
}, 40_000)
