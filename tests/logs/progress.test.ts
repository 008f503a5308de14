import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { logSearchEventSchema, searchLogs } from '#lib/logs/index.ts'
import { ReadLogsQuery } from '#lib/logs/schemas.ts'
import type { LogSearchEvent } from '#lib/logs/types.ts'
import type { AwsSourceLab } from '#tests/hosting/aws-source-lab.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { group, startCloudStage } from './cloud-stage.ts'
import { as, type LogStage, pushTexts } from './support.ts'

useDatabase()
let lab: AwsSourceLab
let stage: LogStage

beforeAll(async () => {
  ;({ lab, stage } = await startCloudStage())
  lab.aws.content.logs.append(group, [
    { stream: 'a', message: 'from the cloud', at: Date.now() - 60_000 },
  ])
  await pushTexts(stage.token, 'api', [{ body: 'pushed here', atMs: Date.now() - 30_000 }])
})
afterAll(() => lab.close())

async function search(query: Record<string, string>, signal = new AbortController().signal) {
  const stream = await searchLogs(as('viewer'), stage.key, ReadLogsQuery.parse(query), {
    ...{ signal, tellEveryMs: 20 },
  })
  const events: LogSearchEvent[] = []
  for (const line of (await new Response(stream).text()).split('\n')) {
    if (line !== '') events.push(logSearchEventSchema.parse(JSON.parse(line)))
  }
  return events
}

describe('a search that takes its time', () => {
  it('says which sources have answered while CloudWatch still gives empty pages, and then all lines', async () => {
    lab.aws.content.logs.script.emptyPages = 5
    const events = await search({ source: 'push,cloud' })
    const progress = events.flatMap((event) => (event.kind === 'progress' ? [event.sources] : []))
    expect(progress.map((sources) => sources.map(({ state }) => state))).toContainEqual([
      'read',
      'searching',
    ])
    const last = events.at(-1)
    expect(last?.kind === 'page' && last.page.lines.map(({ text }) => text)).toEqual([
      'pushed here',
      'from the cloud',
    ])
  })

  it('goes on by itself until something is found or the window ends', async () => {
    const events = await search({
      source: 'push',
      q: 'pushed',
      from: new Date(Date.now() - 86_400_000).toISOString(),
    })
    const last = events.at(-1)
    expect(last?.kind === 'page' && last.page.lines).toHaveLength(1)
  })

  it('ends with its reader and lets go of CloudWatch', async () => {
    lab.aws.content.logs.script.emptyPages = 10_000
    const ending = new AbortController()
    const searching = search({ source: 'cloud' }, ending.signal)
    await new Promise((resolve) => setTimeout(resolve, 700))
    ending.abort()
    expect((await searching).every(({ kind }) => kind === 'progress')).toBe(true)
    const asked = lab.requests().length
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(lab.requests().length - asked).toBeLessThanOrEqual(1)
    lab.aws.content.logs.script.emptyPages = 0
  })

  it('says what is wrong with a question before it answers, or at its end', async () => {
    await expect(search({ q: '(', regex: 'true' })).rejects.toThrow(/not a valid pattern/)
    await pushTexts(stage.token, 'api', [{ body: `${'a'.repeat(60)}!` }])
    const events = await search({ source: 'push', q: '(a+)+\\b$', regex: 'true' })
    expect(events.at(-1)?.kind).toMatch(/page|problem/)
  })

  it('is not for people who may not see the system', async () => {
    await expect(
      searchLogs(
        as('viewer'),
        { system: 'unknown', stage: 'production' },
        ReadLogsQuery.parse({}),
        {
          signal: new AbortController().signal,
        },
      ),
    ).rejects.toMatchObject({ code: 'not_found' })
  })
})
