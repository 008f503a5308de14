import { appendFileSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { HostingAdapter } from '#lib/hosting/port.ts'
import type { RestEffect } from '#sandbox/rest/faults.ts'
import { createAdapter, type RunningFrontend, release, startFrontend } from './support.ts'

let frontend: RunningFrontend
let adapter: HostingAdapter
let deployments: { readonly uid: string; readonly commit: string }[]

beforeAll(async () => {
  frontend = await startFrontend('hobby')
  adapter = createAdapter(frontend.api)
  for (const project of frontend.api.projects) project.sync()
  await release(frontend, 'v1.3.0')
  await release(frontend, 'main')
  deployments = frontend.api.projects[0]?.state.deployments.toReversed() ?? []
})
afterAll(() => frontend.close())
beforeEach(() => {
  frontend.api.faults.clear()
  frontend.api.ledger.clear()
})

const soon = () => AbortSignal.timeout(15_000)
const control = () => {
  if (!adapter.rollback) throw new Error('Vercel can roll back.')
  return adapter.rollback
}
const changes = () => frontend.api.ledger.list().filter((entry) => entry.changes)
const uid = (index: number) => deployments[index]?.uid ?? ''
const running = async () => {
  const { components, notes } = await adapter.releases.readRunningRelease(soon())
  return { component: components[0], notes }
}
const read = (releaseId: string, requestedAt: Date) =>
  control().readOperation(
    { operationKey: 'key', operationId: null, releaseId, requestedAt },
    soon(),
  )
async function settle(releaseId: string, requestedAt: Date) {
  for (;;) {
    const { state } = await read(releaseId, requestedAt)
    if (state !== 'running') return state
    await frontend.api.projects[0]?.settled()
  }
}

test('the running release is that of production’s domains, with its commit', async () => {
  expect(await running()).toEqual({
    component: expect.objectContaining({
      ...{ component: 'frontend', state: 'running', releaseId: uid(2), instances: null },
      commitSha: frontend.host.stage.report().release?.commit,
    }),
    notes: [],
  })
})

test('a project is looked for in its team alone', async () => {
  await running()
  expect(frontend.api.ledger.list().every(({ path }) => path.includes('slug=sailing'))).toBe(true)
  await expect(
    createAdapter(frontend.api, 'team_of-others').releases.readRunningRelease(soon()),
  ).rejects.toMatchObject({ failure: 'not_found' })
  expect(frontend.api.ledger.list().at(-1)?.path).toContain('teamId=team_of-others')
})

describe('a rollback on Vercel', () => {
  test('further back than the plan allows is rejected, by one call', async () => {
    await expect(control().restore(uid(0), 'key', soon())).rejects.toMatchObject({
      failure: 'rejected',
      message: expect.stringMatching(/402.*Upgrade/),
    })
    expect(changes()).toHaveLength(1)
  })

  test('to what runs is refused before anything is sent', async () => {
    expect((await control().validate(uid(2), soon())).reasons).toContain('already_running')
    await expect(control().restore(uid(2), 'key', soon())).rejects.toMatchObject({
      failure: 'conflict',
    })
    expect(changes()).toEqual([])
  })

  test('to a deployment that is gone is not allowed', async () => {
    expect(await control().validate('dpl_gone', soon())).toMatchObject({
      allowed: false,
      reasons: ['not_a_rollback_candidate'],
    })
  })

  test.each<RestEffect>(['reject-with-503', 'reset', 'hang'])(
    'that fails by %s is sent once, its outcome unknown, and is found not to have happened',
    async (effect) => {
      const requestedAt = new Date()
      frontend.api.faults.add({ method: 'POST', effect })
      const signal = AbortSignal.timeout(effect === 'hang' ? 700 : 10_000)
      await expect(control().restore(uid(1), 'key', signal)).rejects.toMatchObject({
        failure: 'outcome_unknown',
      })
      expect(changes()).toHaveLength(1)
      frontend.api.faults.clear()
      expect((await read(uid(1), requestedAt)).state).toBe('not_found')
    },
  )

  test('really activates the frontend alone, and says that new deployments no longer go live', async () => {
    const requestedAt = new Date()
    const before = frontend.host.stage.report()
    frontend.api.faults.add({ method: 'POST', effect: 'accept-then-503' })
    await expect(control().restore(uid(1), 'key', soon())).rejects.toMatchObject({
      failure: 'outcome_unknown',
    })
    expect(await settle(uid(1), requestedAt)).toBe('succeeded')
    expect(changes()).toHaveLength(1)
    const { release: rest, parts } = frontend.host.stage.report()
    expect(rest).toEqual(before.release)
    expect(parts.frontend?.version).toBe('v1.3.0')
    const { component, notes } = await running()
    expect(component).toMatchObject({ state: 'running', releaseId: uid(1) })
    expect(notes).toEqual([
      { name: 'automatic_deploys_off', subject: 'easysks-production', value: true },
    ])
  })

  test('is undone by a promotion, after which new deployments go live again', async () => {
    const requestedAt = new Date()
    await control().restore(uid(2), 'key', soon())
    expect(await settle(uid(2), requestedAt)).toBe('succeeded')
    expect(changes().map(({ path }) => path.split('?')[0])).toEqual([
      expect.stringMatching(/^\/v10\/projects\/.*\/promote\//),
    ])
    expect((await running()).notes).toEqual([])
  })
})

test('logs are what the process wrote, each row once, and a row cut short says so', async () => {
  const file = frontend.host.stage.findLogFile('frontend')
  appendFileSync(file, `${new Date().toISOString()} [FRONTEND] INFO ${'long '.repeat(1_000)}\n`)
  const query = {
    from: new Date(Date.now() - 3_600_000),
    to: new Date(Date.now() + 60_000),
    ...{ text: null, components: null, limit: 100 },
  }
  const items = await Array.fromAsync(adapter.logs?.read(query, soon()) ?? [])
  const lines = items.flatMap((item) => (item.kind === 'line' ? [item.line] : []))
  expect(lines.find(({ text }) => text.includes('listening'))?.component).toBe('frontend')
  expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length)
  expect(items[1]).toMatchObject({ kind: 'notice', notice: { kind: 'truncated' } })
})

test('rows are followed as they are written, and reading ends with its signal', async () => {
  const file = frontend.host.stage.findLogFile('frontend')
  const stop = new AbortController()
  const writing = setInterval(() => {
    appendFileSync(file, `${new Date().toISOString()} [FRONTEND] WARN followed\n`)
  }, 300)
  const levels: (string | null)[] = []
  for await (const item of adapter.logs?.follow?.(
    { text: 'followed', components: null },
    stop.signal,
  ) ?? []) {
    if (item.kind === 'line') levels.push(item.line.level)
    if (levels.length === 2) stop.abort()
  }
  clearInterval(writing)
  expect(levels).toEqual(['warning', 'warning'])
})

test('a stream that was cut is opened anew, and says that lines may be missing', async () => {
  frontend.api.faults.add({ path: '/v1/projects/', effect: 'reset', times: 1 })
  const file = frontend.host.stage.findLogFile('frontend')
  const stop = new AbortController()
  const writing = setInterval(() => {
    appendFileSync(file, `${new Date().toISOString()} [FRONTEND] INFO after the cut\n`)
  }, 300)
  const kinds: string[] = []
  const query = { text: 'after the cut', components: null }
  for await (const item of adapter.logs?.follow?.(query, stop.signal) ?? []) {
    kinds.push(item.kind === 'line' ? 'line' : item.notice.kind)
    if (item.kind === 'line') stop.abort()
  }
  clearInterval(writing)
  expect(kinds.slice(0, 2)).toEqual(['gap', 'line'])
})

test('settings are names alone: nothing of a value leaves the adapter', async () => {
  const settings = await adapter.configuration?.listSettings((value) => `print:${value}`, soon())
  expect(settings).toEqual(
    ['API_URL', 'AUTH_URL'].map((name) =>
      expect.objectContaining({ name, component: 'frontend', kind: 'secret', fingerprint: null }),
    ),
  )
})
