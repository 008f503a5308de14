import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { checkout } from '#scripts/lib/checkout.ts'
import { findFreePort } from '#scripts/lib/free-port.ts'
import { blankSettings } from '#tests/setup/blank-settings.ts'
import { listProcessesOf } from './process-table.ts'

export interface PortalOptions {
  readonly home: string
  readonly port?: number
  /** Default: this checkout. */
  readonly checkout?: string
  readonly env?: Readonly<Record<string, string | undefined>>
  /** Account to run as; only root can choose. */
  readonly account?: { readonly uid: number; readonly gid: number }
}

export interface RunningPortal {
  readonly url: string
  readonly home: string
  readonly child: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Resolves with the milliseconds it took; throws with the output when it ends first. */
  ready(): Promise<number>
  /** Resolves with the exit code. */
  ended(): Promise<number | null>
  /** What `/api/health` says; null without an answer. */
  readHealth(): Promise<string | null>
  waitUntilHealthy(timeoutMs: number): Promise<void>
}

const started: ChildProcess[] = []
const folders: string[] = []

/** An empty folder of the test file, which an account other than root can pass through. */
export function createFolder(mode = 0o711): string {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-processes-'))
  chmodSync(folder, mode)
  folders.push(folder)
  return folder
}

/** Runs `npm start` without the sandbox, unless the variables say otherwise. */
export async function startPortal(options: PortalOptions): Promise<RunningPortal> {
  const port = options.port ?? (await findFreePort())
  const { GITHUB_TOKEN = 'not-used', ...env } = options.env ?? {}
  const startedAt = Date.now()
  // Ends with the test runner, however that ends.
  const follow = ['--import', './scripts/lib/follow-parent.mjs']
  const child = spawn(process.execPath, [...follow, 'scripts/start.mjs'], {
    cwd: options.checkout ?? checkout,
    env: {
      ...{ NODE_ENV: 'production', PATH: process.env.PATH, LANG: 'C.UTF-8' },
      ...{ PORT: String(port), LEITSTAND_HOME: options.home, HOME: options.home },
      ...{ FOLLOW_PARENT: 'yes', ...blankSettings, GITHUB_TOKEN, ...env },
    },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    ...options.account,
  })
  started.push(child)
  let output = ''
  let readyAt = 0
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      if (readyAt === 0 && output.includes('Leitstand ready at')) readyAt = Date.now()
    })
  }
  const exited = once(child, 'close').then(() => child.exitCode)
  const url = `http://127.0.0.1:${port}`

  async function readHealth(): Promise<string | null> {
    try {
      const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(8_000) })
      const { status } = (await answer.json()) as { status: string }
      return status
    } catch {
      return null
    }
  }

  return {
    ...{ url, home: options.home, child, readHealth },
    output: () => output,
    ended: () => exited,
    async ready() {
      while (readyAt === 0) {
        if (child.exitCode !== null || child.signalCode !== null) throw new Error(output)
        await sleep(50)
      }
      return readyAt - startedAt
    },
    async waitUntilHealthy(timeoutMs) {
      const deadline = Date.now() + timeoutMs
      while ((await readHealth()) !== 'healthy') {
        if (Date.now() > deadline) throw new Error(`Still not healthy. It printed:\n${output}`)
        await sleep(100)
      }
    },
  }
}

/** Stops what a test file started, in order where possible, and removes its folders. */
export async function cleanUp(): Promise<void> {
  await Promise.all(
    started.splice(0).map(async (child) => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await Promise.race([once(child, 'exit'), sleep(40_000)])
    }),
  )
  for (const folder of folders.splice(0)) {
    for (const { pid } of listProcessesOf(folder)) process.kill(pid, 'SIGKILL')
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
