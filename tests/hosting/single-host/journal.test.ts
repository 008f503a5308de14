import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LogItem, LogQuery, LogSource } from '#lib/hosting/log-port.ts'
import { parseEntry } from '#lib/hosting/single-host/journal-entry.ts'
import { readJournalItems } from '#lib/hosting/single-host/read-journal.ts'
import { type Lab, soon, startLab, until } from './lab.ts'
import { answer, connectTo, startMisbehavingServer } from './misbehaving-server.ts'

const units = [{ component: 'api', unit: 'app-api.service' }]
const lastHour = (more: Partial<LogQuery> = {}): LogQuery => ({
  from: new Date(Date.now() - 3_600_000),
  to: new Date(),
  text: null,
  components: null,
  limit: 100,
  ...more,
})

const cursor = (n: number) => `s=aa;i=${n};b=bb;m=${n};t=${n};x=cc`
const entry = (n: number, fields: object) =>
  `${JSON.stringify({ __CURSOR: cursor(n), __REALTIME_TIMESTAMP: `179526979400000${n}`, _SYSTEMD_UNIT: 'app-api.service', ...fields })}\n`

describe('an entry of the journal', () => {
  const parse = (fields: object) => parseEntry({ text: entry(1, fields), cut: false }, units)?.line

  test('is text, bytes, nothing, or a field that occurs several times', () => {
    expect(parse({ MESSAGE: 'plain' })?.text).toBe('plain')
    expect(parse({ MESSAGE: [104, 105, 255, 0] })?.text).toBe('hi\ufffd\0')
    expect(parse({ MESSAGE: null })?.text).toBe('')
    expect(parse({ MESSAGE: ['one', 'two'] })?.text).toBe('one\ntwo')
    expect(parse({ MESSAGE: ['one', [116, 119, 111], null] })?.text).toBe('one\ntwo')
    expect(parse({})?.text).toBe('')
  })

  test('has the level its source states, unless that is the one everything printed has', () => {
    expect(parse({ PRIORITY: '3' })?.level).toBe('3')
    expect(parse({ PRIORITY: '6', _TRANSPORT: 'stdout' })?.level).toBeNull()
    expect(parse({ PRIORITY: '6', _TRANSPORT: 'journal' })?.level).toBe('6')
  })

  test('of systemd about a unit belongs to its component', () => {
    expect(parse({ _SYSTEMD_UNIT: 'init.scope', UNIT: 'app-api.service' })?.component).toBe('api')
    expect(parse({ _SYSTEMD_UNIT: 'other.service' })?.component).toBeNull()
  })

  test('keeps its id when the journal was vacuumed and it lies elsewhere', () => {
    const moved = { __CURSOR: 's=ff;i=99;b=bb;m=1;t=1;x=cc' }
    expect(parse(moved)?.id).toBe(parse({})?.id)
  })

  test.each(['not json', '[]', '{}', '{"__CURSOR":"a\' b","__REALTIME_TIMESTAMP":"1"}'])(
    'is not %s',
    (text) => expect(parseEntry({ text, cut: false }, units)).toBeNull(),
  )

  test('that is longer than a line may be still has its place and time', () => {
    const text = entry(7, { MESSAGE: 'x'.repeat(9_000) }).slice(0, 5_000)
    const parsed = parseEntry({ text, cut: true }, units)
    expect(parsed?.line.at.toISOString()).toBe('2026-11-21T14:03:14.000Z')
    expect(parsed?.line.text).toContain('left out')
  })
})

describe('reading', () => {
  const read = (port: number, query = lastHour()) =>
    Array.fromAsync(readJournalItems(connectTo(port), units, query, soon()))

  test('goes on behind a line of a megabyte and behind one that is none', async () => {
    const long = entry(2, { MESSAGE: 'x'.repeat(2_000_000) })
    await using server = await startMisbehavingServer({
      onExec: (channel) =>
        answer(
          channel,
          [entry(3, { MESSAGE: 'c' }), long, '{"half": \n', entry(1, { MESSAGE: 'a' })].join(''),
        ),
    })
    const items = await read(server.port)
    expect(items.map((item) => (item.kind === 'line' ? item.line.text : item.notice.kind))).toEqual(
      ['c', expect.stringContaining('left out'), 'a', 'gap'],
    )
  })

  test('by a user who may not is denied, naming the group', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel) => {
        channel.stderr.write(
          'Hint: You are currently not seeing messages from other users and the system.\n',
        )
        answer(channel, '')
      },
    })
    await expect(read(server.port)).rejects.toMatchObject({
      failure: 'denied',
      permission: 'systemd-journal',
    })
  })

  test('that is cut off says so instead of showing half a journal as whole', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel, _command, connection) => {
        channel.write(entry(1, { MESSAGE: 'a' }))
        setTimeout(() => connection.end(), 50)
      },
    })
    await expect(read(server.port)).rejects.toMatchObject({ failure: 'unreachable' })
  })
})

describe('the journal of a real host', () => {
  let lab: Lab
  let logs: LogSource
  beforeAll(async () => {
    lab = await startLab('lifetimecircle')
    logs = getLogs(lab)
  })
  afterEach(() => lab.fault(null))
  afterAll(() => lab.close())

  const port = () => lab.stage.report().processes.find(({ component }) => component === 'api')?.port
  /** The API logs a line for every mark that is written. */
  const print = async (name: string) => {
    const answer = await fetch(`http://127.0.0.1:${port()}/marks/${name}`, {
      method: 'PUT',
      body: '{}',
    })
    expect(answer.ok).toBe(true)
  }
  const marksOf = (items: readonly LogItem[]) =>
    items.flatMap((item) =>
      item.kind === 'line' ? (/"name":"([^"]+)"/.exec(item.line.text)?.[1] ?? []) : [],
    )

  test('is read newest first, with component and process, and says that there was more', async () => {
    for (const name of ['r1', 'r2', 'r3']) await print(name)
    const items = await Array.fromAsync(logs.read(lastHour({ limit: 2 }), soon()))
    expect(marksOf(items)).toEqual(['r3', 'r2'])
    const pid = lab.stage.report().processes.find(({ component }) => component === 'api')?.pid
    expect(items[0]).toMatchObject({
      kind: 'line',
      line: { component: 'api', instance: String(pid), level: null },
    })
    expect(items.at(-1)).toMatchObject({ kind: 'notice', notice: { kind: 'truncated' } })
  })

  test('can be read for one component', async () => {
    const items = await Array.fromAsync(logs.read(lastHour({ components: ['web'] }), soon()))
    expect(items.length).toBeGreaterThan(0)
    expect(items.every((item) => item.kind === 'line' && item.line.component === 'web')).toBe(true)
  })

  test('is followed from now on', async () => {
    await print('before')
    await using following = follow(logs)
    await following.started()
    await print('f1')
    await until(following.marks, (marks) => marks.includes('f1'))
    expect(following.marks()).toEqual(['f1'])
  })

  test('is followed over a lost connection without a gap and without a line twice', async () => {
    await using following = follow(logs)
    await following.started()
    await print('d1')
    await until(following.marks, (marks) => marks.includes('d1'))
    lab.fault('drop', { match: '--follow', times: 2 })
    lab.pool.close()
    for (const name of ['d2', 'd3', 'd4']) await print(name)
    await until(following.marks, (marks) => marks.includes('d4'))
    await print('d5')
    await until(following.marks, (marks) => marks.includes('d5'))
    expect(following.marks()).toEqual(['d1', 'd2', 'd3', 'd4', 'd5'])
  })

  test('is followed over a lost cursor without a gap and without a line twice', async () => {
    await using following = follow(logs)
    await following.started()
    await print('c1')
    await until(following.marks, (marks) => marks.includes('c1'))
    lab.fault('lost-cursor', { times: 1 })
    lab.pool.close()
    for (const name of ['c2', 'c3']) await print(name)
    await until(following.marks, (marks) => marks.includes('c3'))
    await print('c4')
    await until(following.marks, (marks) => marks.includes('c4'))
    expect(following.marks()).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(lab.lines().some((line) => /--no-tail --since=@/.test(line))).toBe(true)
  })

  test('is given up with the reason when it cannot be followed any more', async () => {
    await using following = follow(logs)
    await following.started()
    lab.fault('denied')
    lab.pool.close()
    await expect(following.ended).rejects.toMatchObject({ failure: 'denied' })
  })

  function follow(source: LogSource) {
    const stop = new AbortController()
    const items: LogItem[] = []
    const asked = lab.lines().length
    const ended = (async () => {
      const all = source.follow?.({ text: null, components: ['api'] }, stop.signal) ?? []
      for await (const item of all) items.push(item)
    })()
    ended.catch(() => undefined)
    return {
      ended,
      marks: () => marksOf(items),
      started: async () => {
        await until(
          () => lab.lines().slice(asked),
          (lines) => lines.some((line) => line.includes('--follow')),
        )
        await wait(100)
      },
      async [Symbol.asyncDispose]() {
        stop.abort()
        await ended.catch(() => undefined)
      },
    }
  }
})

function getLogs(lab: Lab): LogSource {
  const { logs } = lab.adapter()
  if (!logs) throw new Error('The adapter reads no logs.')
  return logs
}
