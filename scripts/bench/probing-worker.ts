import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, request } from 'undici'
import { disconnect } from '#lib/core/db.ts'
import { createOutboundClient } from '#lib/core/http/outbound-client.ts'
import { startProber } from '#lib/health/index.ts'

/** What the bench tells this process. */
export interface ProbingTask {
  readonly port: number
  readonly probes: number
  readonly hosts: number
  readonly warmUpMs: number
  readonly measureMs: number
}

export interface CostPerCall {
  readonly cpuMs: number
  readonly calls: number
}

export interface ProbingReport {
  /** A bare undici GET on kept connections, as fast as they go. */
  readonly pooled: CostPerCall
  /** A bare undici GET that opens its connection, as fast as they go. */
  readonly fresh: CostPerCall
  /** The same as often as the prober probes: waking up for a single call has a price of its own. */
  readonly paced: CostPerCall
  readonly probing: CostPerCall
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly max: number }
  readonly startedWithinSecond: number
  readonly heapMb: readonly number[]
  readonly rssMb: readonly number[]
}

process.once('message', (task: ProbingTask) => {
  run(task).then(
    (report) => process.send?.(report, () => process.exit(0)),
    (error) => {
      console.error(error)
      process.exit(1)
    },
  )
})

async function run(task: ProbingTask): Promise<ProbingReport> {
  const bare = `http://127.0.0.1:${task.port}/health`
  const freshAgent = new Agent({ pipelining: 0, allowH2: false })
  const get = async (dispatcher?: Agent) => {
    const { body } = await request(bare, dispatcher ? { dispatcher } : {})
    await body.text()
  }
  const perSecond = task.probes / 30
  await burst(2_000, () => get())
  const pooled = await costOf(5_000, () => burst(5_000, () => get()))
  await burst(1_000, () => get(freshAgent))
  const fresh = await costOf(5_000, () => burst(5_000, () => get(freshAgent)))
  const pacedCalls = Math.round(perSecond * 10)
  const paced = await costOf(pacedCalls, () => pace(pacedCalls, perSecond, () => get(freshAgent)))
  await freshAgent.close()
  return { pooled, fresh, paced, ...(await probe(task)) }
}

async function probe(task: ProbingTask) {
  const hosts = Array.from({ length: task.hosts }, (_, index) => `h${index}.bench.test:80`)
  const client = createOutboundClient({
    allow: '',
    connectTo: hosts.map((host) => `${host}=127.0.0.1:${task.port}`).join(' '),
  })
  const lags: number[] = []
  const end = new AbortController()
  const done = startProber({ signal: end.signal, client, onStarted: (lagMs) => lags.push(lagMs) })
  await sleep(task.warmUpMs)
  lags.length = 0
  const heapMb: number[] = []
  const rssMb: number[] = []
  process.send?.('measuring')
  const cpu = process.cpuUsage()
  for (let step = 0; step < 6; step += 1) {
    await sleep(task.measureMs / 6)
    heapMb.push(toMb(process.memoryUsage().heapUsed))
    rssMb.push(toMb(process.memoryUsage().rss))
  }
  const used = process.cpuUsage(cpu)
  process.send?.('measured')
  const measured = lags.toSorted((a, b) => a - b)
  end.abort()
  await done
  await client.close()
  await disconnect()
  const at = (share: number) => Math.round(measured[Math.floor(measured.length * share)] ?? 0)
  return {
    probing: { cpuMs: (used.user + used.system) / 1000 / measured.length, calls: measured.length },
    lagMs: { p50: at(0.5), p99: at(0.99), max: Math.round(measured.at(-1) ?? 0) },
    startedWithinSecond: measured.filter((lag) => lag <= 1000).length / measured.length,
    heapMb,
    rssMb,
  }
}

async function costOf(calls: number, work: () => Promise<void>): Promise<CostPerCall> {
  const cpu = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return { cpuMs: (user + system) / 1000 / calls, calls }
}

async function burst(calls: number, call: () => Promise<void>, lanes = 10): Promise<void> {
  let left = calls
  const lane = async () => {
    while (left-- > 0) await call()
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

async function pace(calls: number, perSecond: number, call: () => Promise<void>): Promise<void> {
  const startedAt = performance.now()
  const running: Promise<void>[] = []
  for (let index = 0; index < calls; index += 1) {
    const waitMs = startedAt + (index * 1000) / perSecond - performance.now()
    if (waitMs > 0) await sleep(waitMs)
    running.push(call())
  }
  await Promise.all(running)
}

const toMb = (bytes: number) => Math.round(bytes / 104_857.6) / 10
