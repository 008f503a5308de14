import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { getDb } from '#lib/core/db.ts'
import { findInvisibleCharacter } from '#lib/core/text.ts'
import { downloadLogs, followLogs, readLogs } from '#lib/logs/index.ts'
import { DownloadLogsQuery, FollowLogsQuery, ReadLogsQuery } from '#lib/logs/schemas.ts'
import type { FollowedSource } from '#lib/logs/types.ts'
import type { AwsSourceLab } from '#tests/hosting/aws-source-lab.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { group, startCloudStage } from './cloud-stage.ts'
import { as, type LogStage } from './support.ts'

useDatabase()
let lab: AwsSourceLab
let stage: LogStage

beforeAll(async () => {
  ;({ lab, stage } = await startCloudStage())
})
afterAll(() => lab.close())

describe('lines of a platform', () => {
  it('are shown although some are hostile: a NUL, a lone surrogate, terminal sequences, bidi, a megabyte', async () => {
    const { signal } = new AbortController()
    const hostile = [
      'nul \u0000 here',
      'lone \ud800 surrogate',
      'osc \u001b]52;c;ZXZpbA==\u0007 clipboard',
      'over\rwritten',
      'bidi \u202e txt',
      'zero\u200bwidth',
      '<script>alert(1)</script>',
      `long ${'x'.repeat(1_048_576)}`,
      'neighbour',
    ]
    lab.aws.content.logs.append(
      group,
      hostile.map((message) => ({ stream: 'a', message })),
    )
    const page = await readLogs(
      as('viewer'),
      stage.key,
      ReadLogsQuery.parse({ source: 'cloud' }),
      signal,
    )
    const texts = page.lines.map(({ text }) => text)
    expect(texts).toHaveLength(hostile.length)
    expect(texts).toContain('neighbour')
    expect(texts).toContain('<script>alert(1)</script>')
    for (const text of texts) {
      expect(findInvisibleCharacter(text)).toBe(-1)
      expect(text.isWellFormed()).toBe(true)
      expect(text.length).toBeLessThan(17_000)
    }
  })

  it('are followed, and the reader is told when AWS left some out and when the group is gone', async () => {
    const ending = new AbortController()
    const query = FollowLogsQuery.parse({ source: 'cloud' })
    const stream = await followLogs(as('viewer'), stage.key, query, { signal: ending.signal })
    const said: FollowedSource[] = []
    const reading = listen(stream, said)
    const until = async (isTrue: () => boolean) => {
      for (let turn = 0; turn < 400 && !isTrue(); turn++) await sleep(20)
    }
    await until(() => lab.aws.content.logs.countTails() === 1)
    const many = Array.from({ length: 2_000 }, (_, index) => ({ stream: 'a', message: `${index}` }))
    lab.aws.content.logs.append(group, many)
    await until(() => said.some(({ notice }) => notice?.kind === 'sampled'))
    lab.aws.content.logs.deleteGroup(group)
    lab.aws.content.logs.endTails('streaming_exception')
    await until(() => said.some(({ state }) => state === 'failed'))
    ending.abort()
    await reading
    lab.aws.content.logs.createGroup(group)
    expect(said.find(({ state }) => state === 'notice')).toMatchObject({
      ...{ slug: 'cloud', kind: 'log', platform: 'aws-cloudwatch' },
      notice: { kind: 'sampled' },
    })
    expect(said.find(({ state }) => state === 'failed')?.message).toContain('does not exist')
  })
})

describe('a file of lines', () => {
  it('keeps its name within its header, whatever a stage is called', async () => {
    const slug = 'x"; filename="evil.exe\r\nSet-Cookie: a=b\u202e'
    await getDb().stage.update({ where: { id: stage.stageId }, data: { slug } })
    const { signal } = new AbortController()
    const key = { ...stage.key, stage: slug }
    const query = DownloadLogsQuery.parse({ source: 'push' })
    const { name, body } = await downloadLogs(as('viewer'), key, query, signal)
    await body.cancel()
    expect(name).toMatch(/^[A-Za-z0-9.-]+\.txt$/)
  })
})

async function listen(stream: ReadableStream<Uint8Array>, said: FollowedSource[]): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true })
    const frames = text.split('\n\n')
    text = frames.pop() ?? ''
    for (const frame of frames) {
      const data = /^event: source\ndata: (.*)$/m.exec(frame)?.[1]
      if (data) said.push(JSON.parse(data))
    }
  }
}
