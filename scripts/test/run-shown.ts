import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { checkout, getCommandPath } from '#scripts/lib/checkout.ts'

export interface ShownRun {
  readonly args: readonly string[]
  readonly variables?: Readonly<Record<string, string>>
  /** Asks the run to end in order, as a Ctrl-C would. */
  readonly signal: AbortSignal
}

/** Runs a script on the project's Node, its output on this terminal, and answers its exit code. */
export async function runShown({ args, variables, signal }: ShownRun): Promise<number | null> {
  signal.throwIfAborted()
  const child = spawn(process.execPath, [...args], {
    cwd: checkout,
    env: { ...process.env, ...variables, PATH: getCommandPath() },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const stop = () => child.kill('SIGINT')
  signal.addEventListener('abort', stop)
  const [code] = await once(child, 'exit')
  signal.removeEventListener('abort', stop)
  signal.throwIfAborted()
  return code
}
