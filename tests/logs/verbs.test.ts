import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { getDb, getPool } from '#lib/core/db.ts'
import {
  downloadLogs,
  errorSignaturesSchema,
  findJob,
  followLogs,
  foundJobSchema,
  getLogContext,
  getLogHistogram,
  listErrorSignatures,
  logContextSchema,
  logHistogramSchema,
  logPageSchema,
  readLogs,
} from '#lib/logs/index.ts'
import {
  DownloadLogsQuery,
  FindJobQuery,
  FollowLogsQuery,
  LogContextQuery,
  LogHistogramQuery,
  ReadLogsQuery,
} from '#lib/logs/schemas.ts'
import type { LogEntry } from '#lib/logs/types.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { as, createLogStage, type LogStage, pushTexts } from './support.ts'

useDatabase()
const { signal } = new AbortController()
const minute = 60_000
let stage: LogStage
let startMs = 0

/** 300 lines of the API, one a second, and ten of the worker about one job. */
beforeAll(async () => {
  stage = await createLogStage()
  startMs = Math.floor(Date.now() / minute) * minute - 30 * minute
  await pushTexts(
    stage.token,
    'api',
    Array.from({ length: 300 }, (_, index) => ({
      body: `request ${index} answered`,
      atMs: startMs + index * 1_000,
      severity: index % 100 === 50 ? 17 : 9,
    })),
  )
  await pushTexts(
    stage.token,
    'worker',
    Array.from({ length: 10 }, (_, index) => ({
      body: `job_id=4711 step ${index}`,
      atMs: startMs + 20_000 + index,
      severity: index === 9 ? 17 : 5,
    })),
  )
  await pushTexts(stage.token, 'api', [
    { body: 'queued job 4711', atMs: startMs + 19_000, severity: 9 },
  ])
})

const window = () => ({
  from: new Date(startMs).toISOString(),
  to: new Date(startMs + 10 * minute).toISOString(),
})
const read = (query: Record<string, string> = {}) =>
  readLogs(
    as('viewer'),
    stage.key,
    ReadLogsQuery.parse({ source: 'push', ...window(), ...query }),
    signal,
  )

describe('reading', () => {
  it('pages through every line once, newest first', async () => {
    const seen: LogEntry[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({
        limit: '70',
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.lines)
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toHaveLength(311)
    expect(new Set(seen.map(({ id }) => id)).size).toBe(311)
    expect(seen.map(({ at }) => at)).toEqual(
      seen
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    )
  })

  it('pages through lines of one and the same millisecond', async () => {
    const same = await createLogStage()
    await pushTexts(
      same.token,
      'api',
      Array.from({ length: 25 }, (_, n) => ({ body: `n${n}`, atMs: startMs })),
    )
    const texts: string[] = []
    let cursor: string | null = null
    do {
      const query = ReadLogsQuery.parse({
        source: 'push',
        ...window(),
        limit: '10',
        ...(cursor ? { cursor } : {}),
      })
      const page: Awaited<ReturnType<typeof read>> = await readLogs(
        as('viewer'),
        same.key,
        query,
        signal,
      )
      texts.push(...page.lines.map(({ text }) => text))
      cursor = page.nextCursor
    } while (cursor)
    expect(new Set(texts).size).toBe(25)
    expect(texts).toHaveLength(25)
  })

  it('filters by level, component, text and pattern, each alone and together', async () => {
    expect((await read({ level: 'error' })).lines).toHaveLength(4)
    expect((await read({ component: 'worker' })).lines).toHaveLength(10)
    expect((await read({ level: 'error', component: 'worker' })).lines).toHaveLength(1)
    expect((await read({ q: 'JOB' })).lines).toHaveLength(11)
    expect((await read({ q: 'JOB', case: 'true' })).lines).toHaveLength(0)
    expect((await read({ q: 'request 1[0-9]{2} ', regex: 'true' })).lines).toHaveLength(100)
    expect((await read({ q: '100%_\\' })).lines).toHaveLength(0)
    expect((await read({ q: 'JOB', level: 'debug' })).lines).toHaveLength(9)
  })

  it('is refused for windows nobody could read, and for systems one may not see', async () => {
    const from = new Date(Date.now() - 90 * 86_400_000).toISOString()
    await expect(
      readLogs(as('viewer'), stage.key, ReadLogsQuery.parse({ from }), signal),
    ).rejects.toMatchObject({
      reason: 'window_too_long',
    })
    const stranger = {
      ...as('viewer'),
      actor: { kind: 'token', id: '1', name: 'x', grants: [] },
    } as const
    await expect(
      readLogs(stranger, stage.key, ReadLogsQuery.parse({}), signal),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says what is no longer kept', async () => {
    const from = new Date(Date.now() - 20 * 86_400_000).toISOString()
    const { sources } = await read({ from, q: 'nowhere' })
    expect(sources[0]?.notices).toMatchObject([{ kind: 'expired' }])
  })

  it('shows the other sources when one fails, and since when it does', async () => {
    const repository = await createLogStage()
    const { id } = await getDb().deployment.create({
      data: {
        ...{
          number: 1,
          stageId: repository.stageId,
          kind: 'deployment',
          state: 'running',
          ref: 'main',
          version: 'v1',
        },
        ...{ requestedByKind: 'user', requestedByName: 'emil', runId: '1', startedAt: new Date() },
        steps: {
          create: {
            runAttempt: 1,
            jobId: '1',
            jobName: 'deploy',
            number: 0,
            name: 'deploy',
            state: 'succeeded',
            startedAt: new Date(),
          },
        },
      },
    })
    expect(id).toBeTruthy()
    await pushTexts(repository.token, 'api', [{ body: 'still here' }])
    const query = ReadLogsQuery.parse({ to: new Date(Date.now() + minute).toISOString() })
    const first = await readLogs(as('viewer'), repository.key, query, signal)
    expect(logPageSchema.parse(first)).toEqual(first)
    expect(first.lines.map(({ text }) => text)).toEqual(['still here'])
    const failed = first.sources.find(({ slug }) => slug === 'deployments')
    expect(failed).toMatchObject({ state: 'failed', failure: { reason: 'unreachable' } })
    const second = await readLogs(as('viewer'), repository.key, query, signal)
    expect(second.sources.find(({ slug }) => slug === 'deployments')?.failure?.since).toBe(
      failed?.failure?.since,
    )
  })
})

describe('following', () => {
  async function open(query: Record<string, string> = {}) {
    const ending = new AbortController()
    const stream = await followLogs(
      as('viewer'),
      stage.key,
      FollowLogsQuery.parse({ source: 'push', ...query }),
      {
        signal: ending.signal,
      },
    )
    const lines: LogEntry[] = []
    const done = (async () => {
      const decoder = new TextDecoder()
      let text = ''
      for await (const chunk of stream) {
        text += decoder.decode(chunk, { stream: true })
        const frames = text.split('\n\n')
        text = frames.pop() ?? ''
        for (const frame of frames) {
          const data = /^event: lines\ndata: (.*)$/m.exec(frame)?.[1]
          if (data) lines.push(...JSON.parse(data))
        }
      }
    })()
    return { lines, done, end: () => ending.abort() }
  }

  const until = async (isTrue: () => boolean) => {
    for (let turn = 0; turn < 200 && !isTrue(); turn++) await sleep(10)
  }

  it('brings a new line within 300 ms, once, and only what was asked for', async () => {
    const follower = await open({ q: 'wanted' })
    await sleep(300)
    await pushTexts(stage.token, 'api', [{ body: 'warm up wanted' }])
    await until(() => follower.lines.length === 1)
    const started = performance.now()
    await pushTexts(stage.token, 'api', [{ body: 'not this' }, { body: 'this is wanted' }])
    await until(() => follower.lines.length === 2)
    expect(performance.now() - started).toBeLessThan(300)
    await sleep(150)
    expect(follower.lines.map(({ text }) => text)).toEqual(['warm up wanted', 'this is wanted'])
    follower.end()
    await follower.done
  })

  it('lets go of the database when its reader leaves', async () => {
    const listeners = async () =>
      (
        await getPool().query(
          "SELECT count(*)::int AS count FROM pg_stat_activity WHERE query = 'LISTEN leitstand_log'",
        )
      ).rows[0].count
    const follower = await open()
    await sleep(200)
    expect(await listeners()).toBe(1)
    follower.end()
    await follower.done
    await sleep(200)
    expect(await listeners()).toBe(0)
  })

  it('brings what came while its reader was away, without doubling it', async () => {
    await pushTexts(stage.token, 'api', [{ body: 'missed line' }])
    const follower = await open({
      after: new Date(Date.now() - 5_000).toISOString(),
      q: 'missed line',
    })
    await until(() => follower.lines.length > 0)
    await sleep(200)
    expect(follower.lines).toHaveLength(1)
    follower.end()
    await follower.done
  })
})

describe('what is said about lines', () => {
  it('has the shape that the API description promises', async () => {
    const viewer = as('viewer')
    const page = await read()
    const { id: line, at } = page.lines[0] ?? {}
    const histogram = LogHistogramQuery.parse(window())
    const context = LogContextQuery.parse({ line, at })
    const job = { ...stage.key, job: '4711' }
    const answers = [
      [logPageSchema, page],
      [logHistogramSchema, await getLogHistogram(viewer, stage.key, histogram)],
      [logContextSchema, await getLogContext(viewer, stage.key, context, signal)],
      [foundJobSchema, await findJob(viewer, job, FindJobQuery.parse({}), signal)],
      [errorSignaturesSchema, await listErrorSignatures(viewer, stage.key, signal)],
    ] as const
    for (const [schema, answer] of answers) expect(schema.parse(answer)).toEqual(answer)
  })
})

describe('beside the lines', () => {
  it('the histogram counts each once, by level', async () => {
    for (const to of [startMs + 10 * minute, startMs + minute]) {
      const query = LogHistogramQuery.parse({
        source: 'push',
        ...window(),
        to: new Date(to).toISOString(),
      })
      const { buckets, counted, bucketSeconds } = await getLogHistogram(
        as('viewer'),
        stage.key,
        query,
      )
      expect(counted).toEqual(['push'])
      expect(buckets.length).toBeLessThanOrEqual(101)
      const sum = (level: string) =>
        buckets.reduce(
          (total, { counts }) =>
            total + (Object.entries(counts).find(([word]) => word === level)?.[1] ?? 0),
          0,
        )
      expect(bucketSeconds).toBe(to === startMs + minute ? 1 : 10)
      expect([sum('info'), sum('error'), sum('debug')]).toEqual(
        to === startMs + minute ? [60, 2, 9] : [298, 4, 9],
      )
    }
  })

  it('a context shows the neighbours whatever was searched for', async () => {
    const [line] = (await read({ q: 'request 150 ' })).lines
    const query = LogContextQuery.parse({ line: line?.id, at: line?.at })
    const { lines, lineId } = await getLogContext(as('viewer'), stage.key, query, signal)
    expect(lineId).toBe(line?.id)
    expect(lines.map(({ text }) => text)).toEqual(
      Array.from({ length: 41 }, (_, index) => `request ${130 + index} answered`),
    )
  })

  it('a context says when the line is gone, and shows what is around its time', async () => {
    const query = LogContextQuery.parse({
      line: 'push:999999',
      at: new Date(startMs + 150_500).toISOString(),
      lines: '1',
    })
    const { lines, lineId } = await getLogContext(as('viewer'), stage.key, query, signal)
    expect(lineId).toBeNull()
    expect(lines.map(({ text }) => text)).toContain('request 150 answered')
  })

  it('a job is found in every component it went through, in that order', async () => {
    const found = await findJob(
      as('viewer'),
      { ...stage.key, job: '4711' },
      FindJobQuery.parse({}),
      signal,
    )
    expect(found.places.map(({ component, count, worst }) => [component, count, worst])).toEqual([
      ['api', 1, 'info'],
      ['worker', 10, 'error'],
    ])
    expect(
      (await findJob(as('viewer'), { ...stage.key, job: '471' }, FindJobQuery.parse({}), signal))
        .places,
    ).toEqual([])
  })

  it('errors come by kind, with the deployment between them', async () => {
    await getDb().deployment.create({
      data: {
        ...{
          number: 7,
          stageId: stage.stageId,
          kind: 'deployment',
          state: 'succeeded',
          ref: 'v2',
          version: 'v2',
        },
        ...{
          requestedByKind: 'user',
          requestedByName: 'emil',
          startedAt: new Date(startMs + 30_000),
        },
      },
    })
    const { signatures, deployment } = await listErrorSignatures(as('viewer'), stage.key, signal)
    expect(deployment?.number).toBe(7)
    expect(signatures.map(({ signature, before, after }) => [signature, before, after])).toEqual([
      ['request <n> answered', 0, 3],
      ['job_id=<n> step <n>', 1, 0],
    ])
  })

  it('a file holds every line, under a name that is safe in a header', async () => {
    for (const format of ['txt', 'ndjson'] as const) {
      const query = DownloadLogsQuery.parse({ source: 'push', ...window(), format })
      const file = await downloadLogs(as('viewer'), stage.key, query, signal)
      expect(file.name).toMatch(/^[A-Za-z0-9.-]+$/)
      const rows = (await new Response(file.body).text()).trimEnd().split('\n')
      expect(rows).toHaveLength(311)
      if (format === 'ndjson')
        expect(JSON.parse(rows[0] ?? '')).toMatchObject({ text: 'request 299 answered' })
    }
  })
})
