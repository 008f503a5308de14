import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { signalGroup, spawnNode } from '#scripts/lib/spawn-node.ts'
import { blankSettings } from '#tests/setup/blank-settings.ts'

/** A worker as operators run it: a process of its own that meets the others only in the database. */
export interface Worker {
  readonly pid: number
  /** Everything it logged so far. */
  log(): string
  isAlive(): boolean
  ready(): Promise<void>
  signal(signal: NodeJS.Signals): void
  /** Resolves with the exit code; null after a signal that cannot be caught. */
  ended(): Promise<number | null>
}

export function startWorker(settings: Readonly<Record<string, string>>): Worker {
  const child = spawnNode(['--conditions=react-server', 'lib/worker/main.ts'], {
    NODE_ENV: 'production',
    ...blankSettings,
    ...settings,
  })
  let log = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      log += chunk.toString()
    })
  }
  const exited = once(child, 'exit').then(() => child.exitCode)
  const isAlive = () => child.exitCode === null && child.signalCode === null
  return {
    pid: child.pid ?? 0,
    log: () => log,
    isAlive,
    signal: (signal) => signalGroup(child.pid, signal),
    ended: () => exited,
    async ready() {
      while (!log.includes('worker ready')) {
        if (!isAlive()) throw new Error(`The worker ended: ${log}`)
        await sleep(20)
      }
    },
  }
}
