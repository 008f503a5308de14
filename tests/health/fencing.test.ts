import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startHttp } from '#tests/core/http/servers.ts'
import { useDatabase } from '#tests/setup/use-database.ts'
import { createProbe, createStage, eventually, query, readProbe } from './factory.ts'

const database = useDatabase()
const workers: ChildProcess[] = []

function startWorker(connectTo: string): ChildProcess {
  const worker = fork(join(import.meta.dirname, 'prober-process.ts'), {
    execArgv: ['--conditions=react-server'],
    env: { ...process.env, DATABASE_URL: database.url(), CONNECT_TO: connectTo },
  })
  workers.push(worker)
  return worker
}

afterEach(async () => {
  await Promise.all(
    workers.splice(0).map(async (worker) => {
      if (worker.exitCode !== null) return
      worker.kill('SIGCONT')
      worker.kill('SIGTERM')
      await once(worker, 'exit')
    }),
  )
})

test('a worker that stood still past its lease changes nothing when it goes on', async () => {
  const held: ServerResponse[] = []
  await using server = await startHttp((_request, response) => {
    held.push(response)
  })
  const stage = await createStage()
  const id = await createProbe({
    stage,
    kind: 'http',
    config: { url: 'http://app.test/' },
    intervalSeconds: 3_600,
    timeoutMs: 8_000,
    dueInMs: 4_000,
  })
  const connectTo = `app.test:80=127.0.0.1:${server.port}`

  const stale = startWorker(connectTo)
  await eventually(async () => expect(held).toHaveLength(1))
  stale.kill('SIGSTOP')
  await query(
    `UPDATE probe SET leased_until = now(), next_run_at = now() + interval '4 s' WHERE id = $1`,
    [id],
  )

  startWorker(connectTo)
  await eventually(async () => expect(held).toHaveLength(2))
  held[1]?.end('{}')
  await eventually(async () => expect((await readProbe(id)).health).toBe('healthy'))
  const after = await readProbe(id)

  held[0]?.writeHead(500).end()
  stale.kill('SIGCONT')
  await new Promise((resolve) => setTimeout(resolve, 2_500))
  expect(await readProbe(id)).toEqual(after)
  expect(await query('SELECT outcome FROM probe_sample WHERE probe_id = $1', [id])).toEqual([
    { outcome: 1 },
  ])
}, 40_000)

test('a worker told to end finishes what it began and gives back the rest', async () => {
  await using server = await startHttp((_request, response) => {
    setTimeout(() => response.end('{}'), 800)
  })
  const stage = await createStage()
  const probe = { stage, kind: 'http', config: { url: 'http://app.test/' } } as const
  const begun = await createProbe({ ...probe, dueInMs: 4_000, intervalSeconds: 3_600 })
  const worker = startWorker(`app.test:80=127.0.0.1:${server.port}`)
  await eventually(async () => expect(server.connections()).toBe(1))
  const later = await createProbe({ ...probe, dueInMs: 900, intervalSeconds: 3_600 })
  await eventually(async () => expect((await readProbe(later)).leasedUntil).not.toBeNull())
  worker.kill('SIGTERM')
  await once(worker, 'exit')
  expect(await readProbe(begun)).toMatchObject({ health: 'healthy', leasedUntil: null })
  expect(await readProbe(later)).toMatchObject({ leasedUntil: null })
}, 40_000)
