import { beforeAll, describe, expect, it } from 'vitest'
import { getPool } from '#lib/core/db.ts'
import { readLogs } from '#lib/logs/index.ts'
import { splitWords } from '#lib/logs/pushed/find-rare-words.ts'
import { searchLines } from '#lib/logs/pushed/search-lines.ts'
import { ReadLogsQuery } from '#lib/logs/schemas.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { as, createLogStage, type LogStage, pushTexts } from './support.ts'

useDatabase()
const { signal } = new AbortController()
const minute = 60_000
const stored = 9_000
let stage: LogStage
let startMs = 0

/** One line a tenth of a second; each thousandth is slow, each third of these an error, and one has an id. */
beforeAll(async () => {
  stage = await createLogStage()
  startMs = Math.floor(Date.now() / minute) * minute - 30 * minute
  const records = Array.from({ length: stored }, (_, index) => ({
    body: `GET /api/orders/${index} answered ${index % 1_000 === 7 ? 'slowly' : 'well'}${index === 5_000 ? ' id 4bf92f3577b34da6' : ''}`,
    atMs: startMs + index * 100,
    severity: index % 3_000 === 7 ? 17 : 9,
  }))
  for (let at = 0; at < stored; at += 3_000) {
    await pushTexts(stage.token, 'api', records.slice(at, at + 3_000))
  }
})

const question = (part: Partial<Parameters<typeof searchLines>[0]> = {}) => ({
  ...{ stageId: stage.stageId, from: new Date(startMs), to: new Date(startMs + stored * 100) },
  ...{ limit: 500, text: null, matchCase: false, pattern: null, not: '' },
  ...{ levels: null, components: null },
  ...part,
})
const read = (query: Record<string, string>) =>
  readLogs(
    as('viewer'),
    stage.key,
    ReadLogsQuery.parse({
      ...{ source: 'push', limit: '2000' },
      from: new Date(startMs).toISOString(),
      to: new Date(startMs + stored * 100).toISOString(),
      ...query,
    }),
    signal,
  )

/** No time for reading one by one. */
const indexOnly = { nearMs: 0.001, indexMs: 5_000, wholeMs: 0 }
const noTime = { nearMs: 0.001, indexMs: 0, wholeMs: 0 }

describe('searching pushed lines', () => {
  it.each([
    ['plain text', { q: 'slowly' }],
    ['a pattern', { q: 'orders/\\d*007 .*slowly$', regex: 'true' }],
    ['a pattern the database cannot search', { q: '(?<=/)\\d*007 ', regex: 'true' }],
    ['text and another to be left out', { q: 'slowly', not: 'well' }],
  ])('finds the same lines for %s', async (_, query) => {
    const { lines } = await read(query)
    expect(lines.map(({ text }) => text)).toEqual(
      Array.from(
        { length: 9 },
        (_, n) => `GET /api/orders/${8 - n === 0 ? 7 : `${8 - n}007`} answered slowly`,
      ).filter((text) => !query.q.includes('007') || text.includes('007')),
    )
  })

  it('minds the case only when asked to', async () => {
    expect((await read({ q: 'SLOWLY' })).lines).toHaveLength(9)
    expect((await read({ q: 'SLOWLY', case: 'true' })).lines).toHaveLength(0)
    expect((await read({ q: 'SLOW[LN]Y', regex: 'true' })).lines).toHaveLength(9)
    expect((await read({ q: 'SLOW[LN]Y', regex: 'true', case: 'true' })).lines).toHaveLength(0)
  })

  it('sifts by level and component on the way', async () => {
    expect((await read({ q: 'slowly', level: 'error' })).lines).toHaveLength(3)
    expect((await read({ q: 'slowly', level: 'info' })).lines).toHaveLength(6)
    expect((await read({ q: 'slowly', component: 'worker' })).lines).toHaveLength(0)
  })

  it('reads a whole level page by page, each line once', async () => {
    const ids: string[] = []
    let cursor: string | null = null
    do {
      const page: Awaited<ReturnType<typeof read>> = await read({
        ...{ level: 'info', limit: '1000' },
        ...(cursor ? { cursor } : {}),
      })
      ids.push(...page.lines.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(ids).toHaveLength(stored - 3)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('finds a rare word by the index, wherever it is', async () => {
    const { lines, searchedTo } = await searchLines(
      question({ text: '4bf92f3577b34da6' }),
      indexOnly,
    )
    expect(searchedTo).toBeNull()
    expect(lines.map(({ text }) => text)).toEqual([
      'GET /api/orders/5000 answered well id 4bf92f3577b34da6',
    ])
  })

  it('ends when its time is over and says how far it came; going on finds the rest, each line once', async () => {
    const found: string[] = []
    let to = new Date(startMs + stored * 100)
    let rounds = 0
    for (; rounds < 30; rounds += 1) {
      const page = await searchLines(question({ to, pattern: 'slowly' }), noTime)
      found.push(...page.lines.map(({ text }) => text))
      if (!page.searchedTo) break
      expect(page.searchedTo.getTime()).toBeLessThanOrEqual(to.getTime())
      to = page.searchedTo
    }
    expect(rounds).toBeGreaterThan(2)
    expect(found).toHaveLength(9)
    expect(new Set(found).size).toBe(9)
  })

  it('searches what waits to be sorted into the index as well', async () => {
    const { rows } = await getPool().query<{ size: number }>(
      "SELECT count(*)::int AS size FROM pg_indexes WHERE indexdef LIKE '%gin_trgm_ops%' AND tablename LIKE 'pushed_log_%'",
    )
    expect(rows[0]?.size).toBeGreaterThan(0)
    await pushTexts(stage.token, 'api', [{ body: 'zebra', atMs: startMs + 1_050 }])
    expect((await searchLines(question({ text: 'zebra' }), indexOnly)).lines).toHaveLength(1)
  })

  it('asks the index for runs of letters and digits, of long ones for their beginning', () => {
    expect(splitWords('/api/orders/123456?a=1 äpfel')).toEqual(['api', 'orders', '123456', 'pfel'])
    expect(splitWords('4bf92f3577b34da6a3ce929d0e0e4736')).toEqual(['4bf92f357'])
    expect(splitWords('a b c')).toEqual([])
  })
})
