import { type ChildProcess, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { toProcessEnvironment } from '../../process-environment.ts'

export interface StepProcess {
  readonly scriptFile: string
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  readonly onStart: (pid: number) => void
  readonly onLine: (line: string) => void
}

const graceMs = 4_000
const shells = ['bash', 'sh'] as const

/** Runs the script to its end and resolves to its exit code; an abort ends the whole process group. */
export async function runScript(step: StepProcess): Promise<number> {
  for (const shell of shells) {
    const exitCode = await runWith(shell, step)
    if (exitCode !== null) return exitCode
  }
  throw new Error('Neither bash nor sh was found on the PATH.')
}

/** Null when there is no such shell. */
function runWith(shell: string, { scriptFile, cwd, env, signal, onStart, onLine }: StepProcess) {
  return new Promise<number | null>((resolve) => {
    // A group of its own: what the script started ends with it.
    const child = spawn(shell, ['-e', scriptFile], {
      cwd,
      env: toProcessEnvironment(env),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    if (child.pid !== undefined) onStart(child.pid)
    const stopWatching = endOnAbort(child, signal)
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine)
    }
    child.once('error', () => {
      stopWatching()
      resolve(null)
    })
    // What is left of the group would keep the pipes open and the step from ending.
    child.once('exit', () => signal.aborted && signalGroup(child, 'SIGKILL'))
    child.once('close', (code) => {
      stopWatching()
      resolve(code ?? 1)
    })
  })
}

function endOnAbort(child: ChildProcess, signal: AbortSignal) {
  let timer: NodeJS.Timeout | undefined
  const end = () => {
    signalGroup(child, 'SIGTERM')
    timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs)
  }
  if (signal.aborted) end()
  else signal.addEventListener('abort', end, { once: true })
  return () => {
    signal.removeEventListener('abort', end)
    clearTimeout(timer)
  }
}

function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals) {
  if (pid === undefined) return
  try {
    process.kill(-pid, name)
  } catch {
    // The group has ended by itself.
  }
}
