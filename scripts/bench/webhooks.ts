import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { queryDatabase } from '#scripts/lib/query-database.ts'
import { withBenchRun } from './bench-run.ts'
import { type ConnectedPortal, startConnectedPortal } from './connected-portal.ts'
import { type Figure, format, limited, type Report, told, toText } from './report.ts'
import { type Spread, toSpread } from './statistics.ts'
import { timedGetOf } from './timed-get.ts'
import { createPayloads } from './webhooks/payloads.ts'
import { type Sending, type Sent, sendSteadily } from './webhooks/send-steadily.ts'

const perSecond = 500
const seconds = 30
const limitMs = 1_000
const systems = Array.from({ length: 40 }, (_, index) => ({
  slug: `system-${index}`,
  stages: ['development', 'staging', 'production'],
}))

/** Whether a burst of webhooks is answered in time, kept whole, and leaves the pages usable. */
export function benchWebhooks(signal: AbortSignal): Promise<Report> {
  return withBenchRun(signal, async (run) => {
    const portal = await startConnectedPortal(run, { name: 'webhooks', systems })
    const bare = await run.steps.run('Bare receiver measured', () =>
      measureBareReceiver(portal.webhookSecret),
    )
    await warmUp(portal)
    const measured = await run.steps.run('Deliveries measured', () => measure(portal))
    const title = `Webhooks, ${perSecond} signed deliveries a second for ${seconds} s`
    return { title, figures: toFigures(measured, bare) }
  })
}

async function measureBareReceiver(secret: string): Promise<Spread> {
  const receiver = fork(join(import.meta.dirname, 'webhooks/bare-receiver.ts'), {
    env: { ...process.env, BENCH_SECRET: secret },
  })
  try {
    const [port] = await once(receiver, 'message')
    const sending = { url: `http://127.0.0.1:${port}/`, secret, perSecond }
    await sendSteadily({ ...sending, seconds: 2, payloads: createPayloads() })
    const sent = await sendSteadily({ ...sending, seconds: 10, payloads: createPayloads() })
    return toSpread(sent.answeredMs)
  } finally {
    receiver.kill()
  }
}

async function warmUp(portal: ConnectedPortal): Promise<void> {
  await sendSteadily({ ...toSending(portal), perSecond: 250, seconds: 8 })
  for (let round = 0; round < 10; round += 1) await readPage(portal)
  await waitUntilFollowed(portal)
  await queryDatabase(portal.databaseUrl, 'DELETE FROM webhook_delivery')
}

interface Measured {
  readonly sent: Sent
  readonly stored: number
  readonly idlePage: Spread
  readonly busyPage: Spread
  readonly followedAfterMs: number
}

async function measure(portal: ConnectedPortal): Promise<Measured> {
  const idlePage = await readPagesUntil(portal, sleep(5_000))
  const sending = sendSteadily({ ...toSending(portal), perSecond, seconds })
  const busyPage = await readPagesUntil(portal, sending)
  const sent = await sending
  const endedAt = performance.now()
  const [row] = await queryDatabase(
    portal.databaseUrl,
    "SELECT count(*)::int AS stored FROM webhook_delivery WHERE outcome <> 'refused'",
  )
  const { stored } = z.object({ stored: z.int() }).parse(row)
  await waitUntilFollowed(portal)
  return { sent, stored, idlePage, busyPage, followedAfterMs: performance.now() - endedAt }
}

function toSending({ url, webhookSecret: secret }: ConnectedPortal): Sending {
  const payloads = createPayloads()
  return { url: `${url}/api/webhooks/github`, secret, payloads, perSecond, seconds }
}

async function readPagesUntil(portal: ConnectedPortal, end: Promise<unknown>): Promise<Spread> {
  let isOver = false
  const over = end.finally(() => {
    isOver = true
  })
  const durationsMs: number[] = []
  while (!isOver) {
    durationsMs.push(await readPage(portal))
    await sleep(250)
  }
  await over
  return toSpread(durationsMs)
}

async function readPage({ url, reader }: ConnectedPortal): Promise<number> {
  const answer = await timedGetOf(200, `${url}/`, { headers: { cookie: reader.toCookie(url) } })
  return answer.wholeMs
}

async function waitUntilFollowed({ databaseUrl }: ConnectedPortal): Promise<void> {
  const sql = 'SELECT 1 FROM webhook_delivery WHERE processed_at IS NULL LIMIT 1'
  const deadline = performance.now() + 120_000
  while ((await queryDatabase(databaseUrl, sql)).length > 0) {
    if (performance.now() > deadline) throw new Error('The worker did not follow all deliveries.')
    await sleep(250)
  }
}

function toFigures(measured: Measured, bare: Spread): readonly Figure[] {
  const { sent, stored, idlePage, busyPage, followedAfterMs } = measured
  const answered = toSpread(sent.answeredMs)
  const count = answered.count
  const refusals = Object.entries(sent.failures).map(([what, times]) => `${times} × ${what}`)
  return [
    told('bare receiver at the same pace', toText(bare)),
    told('answer of the portal', toText(answered)),
    told('against the bare receiver', `median ${format(answered.medianMs / bare.medianMs)} ×`),
    limited('slowest answer', { value: answered.maxMs, atMost: limitMs, unit: 'ms' }),
    limited('refused or unanswered', { value: count - toSuccesses(sent), atMost: 0, unit: '' }),
    ...(refusals.length > 0 ? [told('  of these', refusals.join(', '))] : []),
    limited('lost', { value: count - stored, atMost: 0, unit: `of ${count}` }),
    told('sent late by the bench itself', String(sent.sentLate)),
    told('followed by the worker', `${format(followedAfterMs / 1_000)} s after the last one`),
    told('whole page before', toText(idlePage)),
    told('whole page meanwhile', toText(busyPage)),
    limited('slowest page meanwhile', { value: busyPage.maxMs, atMost: limitMs, unit: 'ms' }),
  ]
}

function toSuccesses({ answeredMs, failures }: Sent): number {
  return answeredMs.length - Object.values(failures).reduce((sum, times) => sum + times, 0)
}
