import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PlatformIssue } from '#lib/hosting/port.ts'
import { createSentryAdapter } from '#lib/hosting/sentry/index.ts'
import { findNextCursor } from '#lib/hosting/sentry/link.ts'
import type { RestStandIn } from '#sandbox/rest/start-rest.ts'
import { startSentry } from '#sandbox/sentry/index.ts'
import { describeHostingAdapter } from '#tests/contracts/hosting-adapter.ts'
import { toHostingStandIn } from '../support/rest-stand-in.ts'

const token = 'sntrys_secret-of-the-studio'
const folder = mkdtempSync(join(tmpdir(), 'leitstand-sentry-'))
const log = join(folder, 'worker.log')
const say = (minutesAgo: number, level: string, message: string) =>
  `${new Date(Date.now() - minutesAgo * 60_000).toISOString()} [WORKER] ${level} ${message}\n`

const start = () =>
  startSentry({
    ...{ token, organization: 'studio', project: 'mvp', environment: 'staging', logFiles: [log] },
  })
const createAdapter = (api: RestStandIn, environment?: string) =>
  createSentryAdapter({
    target: { organization: 'studio', project: 'mvp', environment },
    credential: { token },
    components: [],
    endpoint: api.url,
  })

describeHostingAdapter({
  name: 'Sentry',
  standIn: async () => toHostingStandIn(await start()),
  create: ({ api }) => createAdapter(api),
  secrets: [token],
})

let api: RestStandIn
beforeAll(async () => {
  writeFileSync(
    log,
    [
      say(30, 'INFO', 'worker started'),
      say(20, 'ERROR', 'job failed {"job":"1"}'),
      say(10, 'ERROR', 'job failed {"job":"2"}'),
      say(5, 'ERROR', 'no \u202etxt.exe\u0007 <script>alert(1)</script>'),
    ].join(''),
  )
  api = await start()
})
afterAll(async () => {
  await api.close()
  rmSync(folder, { recursive: true, force: true })
})

const soon = () => AbortSignal.timeout(10_000)
async function read(environment?: string) {
  const facts = (await createAdapter(api, environment).facts?.readFacts(soon())) ?? []
  const valueNamed = (name: string) => facts.find((fact) => fact.name === name)?.value
  return {
    count: valueNamed('open_issues'),
    issues: valueNamed('newest_issues') as PlatformIssue[],
  }
}

test('errors of the processes are issues, counted by their words, the newest first', async () => {
  const { count, issues } = await read()
  expect(count).toBe(2)
  expect(issues.map((issue) => issue.count)).toEqual([1, 2])
  expect(issues[1]).toMatchObject({
    title: 'job failed',
    url: expect.stringMatching(/^https:\/\/studio\./),
  })
})

test('a title cannot steer what shows it', async () => {
  const { issues } = await read()
  expect(issues[0]?.title).toBe('no \ufffdtxt.exe\ufffd <script>alert(1)</script>')
})

test('issues of another environment are not counted', async () => {
  expect(await read('production')).toEqual({ count: 0, issues: [] })
})

test('every page is counted, by the cursor of the Link header alone', async () => {
  for (let index = 0; index < 230; index += 1) {
    appendFileSync(log, say(1, 'ERROR', `failure of kind ${index}`))
  }
  api.ledger.clear()
  expect((await read()).count).toBe(232)
  expect(api.ledger.list().filter(({ path }) => path.includes('/issues/'))).toHaveLength(3)
})

test.each([
  ['<https://x>; rel="next"; results="true"; cursor="0:100:0"', '0:100:0'],
  ['<https://x>; rel="previous"; results="true"; cursor="0:0:1"', null],
  ['<https://x>; rel="next"; results="false"; cursor="0:100:0"', null],
  [undefined, null],
])('the next page of %s is %s', (header, cursor) => {
  expect(findNextCursor(header)).toBe(cursor)
})
