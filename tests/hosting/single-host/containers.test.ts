import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { LogItem, LogQuery } from '#lib/hosting/log-port.ts'
import { followContainer } from '#lib/hosting/single-host/follow-container-log.ts'
import { readContainerItems } from '#lib/hosting/single-host/read-container-log.ts'
import { toFound } from '#lib/hosting/single-host/read-containers.ts'
import { type Lab, soon, startLab, until } from './lab.ts'
import { answer, connectTo, startMisbehavingServer } from './misbehaving-server.ts'

const container = { component: 'web', container: 'app-web' }
const lastHour = (more: Partial<LogQuery> = {}): LogQuery => ({
  from: new Date(Date.now() - 3_600_000),
  to: new Date(),
  text: null,
  components: null,
  limit: 100,
  ...more,
})
const stampOf = (secondsAgo: number) => new Date(Date.now() - secondsAgo * 1_000).toISOString()
const textsOf = (items: readonly LogItem[]) =>
  items.map((item) => (item.kind === 'line' ? item.line.text : item.notice.kind))

describe('an inspected container', () => {
  const line = (image: string, version = '<no value>', revision = '<no value>') =>
    `/app|running|2026-11-21T14:00:00Z|0|sha256:id|${image}|${version}|${revision}`
  const digest = `sha256:${'ab'.repeat(32)}`

  test.each([
    [
      'its labels',
      line('r/app:v1', 'v2.0.0', 'a'.repeat(40)),
      'v2.0.0',
      'a'.repeat(40),
      'sha256:id',
    ],
    ['a tag that is a version', line('r/app:v1.2.3'), 'v1.2.3', null, 'sha256:id'],
    [
      'a tag with version and commit',
      line('r/app:v1.2.3-4f2a9c1'),
      'v1.2.3',
      '4f2a9c1',
      'sha256:id',
    ],
    ['a tag that is a word', line('r/app:latest'), 'latest', null, 'sha256:id'],
    ['a digest', line(`r/app@${digest}`), null, null, digest],
    ['a tag and a digest', line(`r:5000/app:v3.1.0@${digest}`), 'v3.1.0', null, digest],
  ])('is named by %s', (_, text, version, commitSha, releaseId) => {
    const [name, release] = toFound(text) ?? []
    expect(name).toBe('app')
    expect(release).toMatchObject({ version, commitSha, releaseId, state: 'running' })
  })

  test.each(['', 'app', line('r/app').replace('|0|', '|x|'), `${line('r/app')}|more`])(
    'is not %j',
    (text) => expect(toFound(text)).toBeNull(),
  )
})

describe('reading the log of a container', () => {
  const read = (port: number, query = lastHour()) =>
    readContainerItems(connectTo(port), container, query, soon())

  test('asks Podman where there is no Docker', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel, command) =>
        command.includes('docker')
          ? answer(channel, 'sh: 1: exec: docker: not found\n', 127)
          : answer(channel, `${stampOf(5).replace('Z', '000000+00:00')} from podman\n`),
    })
    expect(textsOf(await read(server.port))).toEqual(['from podman'])
  })

  test.each([
    ['denied', 'permission denied while trying to connect to the Docker daemon socket', 1],
    ['not_found', 'Error response from daemon: No such container: app-web', 1],
    [
      'rejected',
      'Error response from daemon: configured logging driver does not support reading',
      1,
    ],
    ['denied', 'refused by the gate of Leitstand', 126],
  ])('fails as %s when the engine says %j', async (failure, words, code) => {
    await using server = await startMisbehavingServer({
      onExec: (channel) => answer(channel, `${words}\n`, code),
    })
    await expect(read(server.port)).rejects.toMatchObject({
      failure,
      message: expect.stringContaining(words),
    })
  })

  test('that is cut off says so instead of showing half a log as whole', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel, _command, connection) => {
        channel.write(`${stampOf(5)} half\n`)
        setTimeout(() => connection.end(), 50)
      },
    })
    await expect(read(server.port)).rejects.toMatchObject({ failure: 'unreachable' })
  })

  test('shows the newest lines of a window in the past that is too large to be read whole', async () => {
    const commands: string[] = []
    const to = new Date(Date.now() - 600_000)
    await using server = await startMisbehavingServer({
      onExec: (channel, command) => {
        commands.push(command)
        if (commands.length > 1) return answer(channel, `${stampOf(700)} newest\n`)
        const long = `${stampOf(3_000)} ${'x'.repeat(900_000)}\n`
        answer(channel, long.repeat(40))
      },
    })
    expect(textsOf(await read(server.port, lastHour({ to })))).toEqual(['newest', 'truncated'])
    expect(commands[1]).not.toBe(commands[0])
  })
})

describe('the containers of a real host', () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab('lifetimecircle')
  })
  afterEach(() => lab.fault(null))
  afterAll(() => lab.close())

  const services = {
    api: { container: 'lifetimecircle-api' },
    web: { systemd: 'nginx.service' },
  }
  const open = (more: Record<string, { container?: string; systemd?: string }> = services) =>
    lab.adapter({ target: { ...lab.target, services: more, repository: undefined } })
  /** The API logs a line for every mark that is written. */
  const print = async (name: string) => {
    const api = lab.stage.report().processes.find(({ component }) => component === 'api')
    const url = `http://127.0.0.1:${api?.port}/marks/${name}`
    expect((await fetch(url, { method: 'PUT', body: '{}' })).ok).toBe(true)
  }
  const marksOf = (items: readonly LogItem[]) =>
    items.flatMap((item) =>
      item.kind === 'line' ? (/"name":"([^"]+)"/.exec(item.line.text)?.[1] ?? []) : [],
    )

  test('tell version, commit and start of what runs in them', async () => {
    const { commit, version } = lab.stage.report().release ?? {}
    const { components } = await open().releases.readRunningRelease(soon())
    expect(components).toContainEqual(
      expect.objectContaining({
        ...{ component: 'api', state: 'running', version, commitSha: commit },
        releaseId: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
        since: expect.any(Date),
        instances: { desired: 1, running: 1, autoscaling: false },
      }),
    )
  })

  test('leave one unknown that the host does not have, beside those it has', async () => {
    const more = { ...services, web: { container: 'gone' } }
    const { components } = await open(more).releases.readRunningRelease(soon())
    expect(components.map(({ component, state }) => [component, state])).toEqual([
      ['api', 'running'],
      ['web', 'unknown'],
    ])
  })

  test('need rights that are checked one by one', async () => {
    lab.fault('forbidden', { match: ' logs ' })
    const { checks } = await open().checkAccess(soon())
    const found = checks.filter(({ permission }) => permission.includes('lifetimecircle-api'))
    expect(found.map(({ capability, state }) => [capability, state])).toEqual([
      ['releases', 'granted'],
      ['logs', 'denied'],
    ])
  })

  test('have logs, newest first, together with the journal of units', async () => {
    for (const name of ['r1', 'r2', 'r3']) await print(name)
    const { logs } = open()
    const query = lastHour()
    const items = await Array.fromAsync(logs?.read(query, soon()) ?? [])
    const lines = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []))
    expect(new Set(lines.map(({ component }) => component))).toEqual(new Set(['api', 'web']))
    const times = lines.map(({ at }) => at.getTime())
    expect(times).toEqual(times.toSorted((a, b) => b - a))
    const cut = await Array.fromAsync(logs?.read({ ...query, limit: 2 }, soon()) ?? [])
    expect(marksOf(cut)).toEqual(['r3', 'r2'])
    expect(cut.at(-1)).toMatchObject({ notice: { kind: 'truncated' } })
  })

  test('can be read for a window in the past', async () => {
    await print('inside')
    await wait(20)
    const to = new Date()
    await wait(20)
    await print('after')
    await wait(2_100)
    const { logs } = open()
    const items = await Array.fromAsync(
      logs?.read(lastHour({ to, components: ['api'] }), soon()) ?? [],
    )
    expect(marksOf(items)[0]).toBe('inside')
    expect(lab.lines().some((line) => line.includes(' logs ') && line.includes('--until='))).toBe(
      true,
    )
  })

  test('are followed over a lost connection and a restart without a gap and without a line twice', async () => {
    const stop = new AbortController()
    const items: LogItem[] = []
    const before = lab.lines().length
    const { logs } = open()
    const ended = (async () => {
      const all = logs?.follow?.({ text: null, components: ['api'] }, stop.signal) ?? []
      for await (const item of all) items.push(item)
    })()
    const sees = (name: string) =>
      until(
        () => marksOf(items),
        (found) => found.includes(name),
      )
    await until(
      () => lab.lines().slice(before),
      (lines) => lines.some((line) => line.includes('--follow')),
    )
    await wait(100)
    await print('f1')
    await sees('f1')
    lab.fault('drop', { match: '--follow', times: 1 })
    lab.pool.close()
    await print('f2')
    await sees('f2')
    await lab.stage.stopComponent('api')
    await lab.stage.startComponent('api')
    await print('f3')
    await sees('f3')
    stop.abort()
    await ended
    expect(marksOf(items)).toEqual(['f1', 'f2', 'f3'])
    const ids = items.flatMap((item) => (item.kind === 'line' ? [item.line.id] : []))
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('are given up with the reason when the host refuses them', async () => {
    await using server = await startMisbehavingServer({
      onExec: (channel) => answer(channel, 'permission denied\n', 1),
    })
    const following = followContainer(connectTo(server.port), container, soon(), {
      ...{ pauseMs: 10, attempts: 2 },
    })
    await expect(Array.fromAsync(following)).rejects.toMatchObject({ failure: 'denied' })
  })
})
