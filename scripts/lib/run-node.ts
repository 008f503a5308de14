import { once } from 'node:events'
import { Problem } from './problem.ts'
import { signalGroup, spawnNode } from './spawn-node.ts'

export interface RunOptions {
  /** Subject of the sentence when it fails, such as "Building the pages". */
  readonly title: string
  readonly args: readonly string[]
  readonly env: Readonly<NodeJS.ProcessEnv>
  /** Ends the run early. */
  readonly signal: AbortSignal
}

/** Runs a script on the project's Node to its end and answers what it printed. Throws a problem when it fails. */
export async function runNode({ title, args, env, signal }: RunOptions): Promise<string> {
  signal.throwIfAborted()
  const child = spawnNode(args, env)
  const output: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => output.push(chunk.toString()))
  }
  const end = () => signalGroup(child.pid, 'SIGTERM')
  signal.addEventListener('abort', end)
  try {
    const [code] = await once(child, 'close')
    signal.throwIfAborted()
    if (code === 0) return output.join('')
    const tail = output.join('').trim().split('\n').slice(-120).join('\n')
    throw new Problem(`${title} failed:\n${tail}`)
  } finally {
    signal.removeEventListener('abort', end)
  }
}
