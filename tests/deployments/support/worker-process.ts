import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { checkout } from '#scripts/lib/checkout.ts'

export interface WorkerProcess {
  readonly child: ChildProcess
  /** As a crash, a pulled plug or an out-of-memory kill ends it. */
  kill(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Asks it to end and resolves with the milliseconds it took. */
  stop(): Promise<number>
  output(): string
}

/** A worker as `npm start` runs it, once it says that it is ready. */
export async function startWorkerProcess(
  environment: Readonly<Record<string, string>>,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, ['--conditions=react-server', 'lib/worker/main.ts'], {
    cwd: checkout,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment, LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  const ready = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      lines.push(chunk.toString())
      if (lines.join('').includes('worker ready')) resolve()
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => reject(new Error(`The worker ended (${code}): ${lines.join('')}`)))
  })
  await ready
  const exited = once(child, 'exit')
  return {
    child,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    signal: (signal) => void child.kill(signal),
    async stop() {
      const askedAt = performance.now()
      child.kill('SIGTERM')
      await exited
      return performance.now() - askedAt
    },
    output: () => lines.join(''),
  }
}
