import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { SandboxContract } from '#sandbox/contract.ts'
import type { StageReport } from '#sandbox/host/stage-runtime.ts'

const main = join(import.meta.dirname, '../../../sandbox/main.ts')
const startTimeoutMs = 30_000

export interface Answer {
  readonly status: number
  readonly text: string
  readonly durationMs: number
}

export interface RunningSandbox {
  readonly pid: number
  readonly contract: SandboxContract
  readonly startedWithinMs: number
  /** Calls a system by its public address, the way the product's prober does. */
  call(address: string, options?: { method?: string; body?: unknown }): Promise<Answer>
  /** Calls the host's control API. */
  callHost(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>
  readStage(system: string, stage: string): Promise<StageReport>
  /** Resolves with the exit code, null after a signal that cannot be caught. */
  end(signal: NodeJS.Signals): Promise<number | null>
}

export function createHome() {
  const home = mkdtempSync(join(tmpdir(), 'leitstand-sandbox-'))
  return { home, [Symbol.dispose]: () => rmSync(home, { recursive: true, force: true }) }
}

/** Runs `sandbox/main.ts` as a process of its own and waits until it is ready. */
export async function startRealSandbox(
  home: string,
  parameters: readonly string[] = [],
): Promise<RunningSandbox> {
  const startedAt = performance.now()
  const child = spawnSandbox(home, parameters)
  await waitForReady(child)
  const contract: SandboxContract = JSON.parse(readFileSync(join(home, 'sandbox.json'), 'utf8'))
  const token = readFileSync(contract.tokenFile, 'utf8').trim()
  const callHost = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${contract.hostUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, body: await response.json() }
  }
  return {
    pid: contract.pid,
    contract,
    startedWithinMs: performance.now() - startedAt,
    call: (address, options) => callOutside(contract, new URL(address), options),
    callHost,
    // Safe because the control API answers with exactly this report.
    readStage: async (system, stage) =>
      (await callHost('GET', `/stages/${system}/${stage}`)).body as StageReport,
    end: (signal) => endChild(child, signal),
  }
}

export function spawnSandbox(home: string, parameters: readonly string[] = []): ChildProcess {
  return spawn(process.execPath, [main, '--home', home, ...parameters], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Asks again until the check holds; fails with the last answer when it never does. */
export async function eventually<Value>(
  read: () => Promise<Value>,
  holds: (value: Value) => boolean,
  withinMs = 20_000,
): Promise<Value> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const value = await read()
    if (holds(value)) return value
    if (performance.now() > deadline) {
      throw new Error(`Never happened within ${withinMs} ms: ${JSON.stringify(value)}`)
    }
    await wait(100)
  }
}

async function waitForReady(child: ChildProcess): Promise<void> {
  let output = ''
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Not ready: ${output}`)), startTimeoutMs)
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      if (!output.includes('{"ready":true}')) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`Ended with ${code}: ${output}`)))
  })
}

function endChild(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code))
    child.kill(signal)
  })
}

function callOutside(
  { edge }: SandboxContract,
  url: URL,
  { method = 'GET', body }: { method?: string; body?: unknown } = {},
): Promise<Answer> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: edge.port,
        servername: url.hostname,
        ca: readFileSync(edge.caFile),
        method,
        path: url.pathname + url.search,
        headers: { host: url.hostname },
        agent: false,
      },
      async (response) => {
        let text = ''
        for await (const chunk of response) text += chunk
        resolve({
          status: response.statusCode ?? 0,
          text,
          durationMs: performance.now() - startedAt,
        })
      },
    )
    outgoing.once('error', reject)
    outgoing.end(body === undefined ? undefined : JSON.stringify(body))
  })
}
