import { once } from 'node:events'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { POST as POST_SIGNAL } from '#app/api/ping/[token]/[signal]/route.ts'
import { POST } from '#app/api/ping/[token]/route.ts'
import { getBackupPingUrl } from '#lib/backups/index.ts'
import { sweepBackups } from '#lib/backups/sweep.ts'
import { applySource } from '#lib/catalog/apply-source.ts'
import { jobContext, operatorContext } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { type ReportingJob, startReportingJob } from '#sandbox/backups/reporting-job.ts'
import { readSource } from '#sandbox/systems/build-repository.ts'
import { mvp } from '#sandbox/systems/mvp.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { listRuns, readPolicy } from './factory.ts'

useDatabase()

const address = { system: 'mvp', stage: 'staging', policy: 'job-export' }

let folder: string
let portal: Server
let job: ReportingJob
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'reporting-job-'))
  await mkdir(path.join(folder, 'data'))
  portal = createServer(async (request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://portal.test')
    const [token = '', signal] = pathname.replace('/api/ping/', '').split('/')
    const init = { method: 'POST', body: await text(request) }
    const asked = new Request(`http://portal.test${pathname}${search}`, init)
    const answer = signal
      ? await POST_SIGNAL(asked, { params: Promise.resolve({ token, signal }) })
      : await POST(asked, { params: Promise.resolve({ token }) })
    response.writeHead(answer.status).end(await answer.text())
  }).listen(0, '127.0.0.1')
  await once(portal, 'listening')
  const source = await getDb().catalogSource.create({ data: { kind: 'folder', location: 'mvp' } })
  const file = { file: 'leitstand.yaml', text: readSource('mvp').get('leitstand.yaml') ?? '' }
  await applySource(jobContext('test'), {
    sourceId: source.id,
    read: { commitSha: null, failure: null, files: [{ ...file, repository: null }] },
    findFacts: async () => null,
  })
  const [sample] = mvp.stages[0]?.reportingJobs ?? []
  if (!sample) throw new Error('The sample system has no job that reports itself.')
  job = startReportingJob({ folder, job: { ...sample, everySeconds: 1 } })
})
afterAll(async () => {
  await job.stop()
  portal.close()
  await rm(folder, { recursive: true, force: true })
})

const findPolicy = () =>
  getDb().backupPolicy.findFirstOrThrow({
    where: { slug: address.policy, stage: { system: { slug: address.system } } },
  })

const waitForRun = async (state: string) => {
  const { id } = await findPolicy()
  await vi.waitFor(
    async () => expect((await listRuns(id)).map((run) => run.state)).toContain(state),
    15_000,
  )
  return (await listRuns(id)).find((run) => run.state === state)
}

it('a cron job of a sample system reports itself; once stopped it is late and then missing', async () => {
  const { url } = await getBackupPingUrl(operatorContext(), address)
  const { port } = portal.address() as AddressInfo
  await job.setPingUrl(`http://127.0.0.1:${port}${new URL(url).pathname}`)

  expect(await waitForRun('failed')).toMatchObject({
    detail: expect.stringContaining('There is no database to export yet.'),
  })

  const database = new DatabaseSync(path.join(folder, 'data/jobs.sqlite'))
  database.exec('CREATE TABLE jobs (id INTEGER PRIMARY KEY)')
  database.close()
  const run = await waitForRun('complete')
  const { size } = await stat(path.join(folder, 'exports/jobs.sqlite'))
  expect(run).toMatchObject({ sizeBytes: BigInt(size), startedAt: expect.any(Date) })

  await job.stop()
  const { id } = await findPolicy()
  const judgedAt = async (minutes: number) => {
    const now = new Date(Number(run?.madeAt) + minutes * 60_000)
    await sweepBackups(new AbortController().signal, async () => now)
    return (await readPolicy(id)).state
  }
  expect(await judgedAt(1)).toBe('fresh')
  expect(await judgedAt(4)).toBe('late')
  expect(await judgedAt(6)).toBe('missing')
}, 40_000)
