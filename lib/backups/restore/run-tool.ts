import { spawn } from 'node:child_process'
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { Inconclusive } from './inconclusive.ts'

export interface ToolRun {
  readonly command: string
  readonly args: readonly string[]
  /** The whole environment of the process: it must not inherit secrets. */
  readonly env?: Readonly<Record<string, string>>
  readonly signal: AbortSignal
  /** Feeds its standard input; without it there is none. */
  readonly feed?: (input: Writable) => Promise<void>
}

export interface ToolResult {
  readonly exitCode: number
  readonly output: string
  readonly errors: string
}

/** Of what a tool writes, what is kept. */
const keptBytes = 256 * 1024

/** Runs a program to its end; the signal kills it. Throws `Inconclusive` when it is not installed. */
export async function runTool({ command, args, env, signal, feed }: ToolRun): Promise<ToolResult> {
  const child = spawn(command, [...args], {
    env: { NODE_ENV: 'production', PATH: process.env.PATH ?? '', LC_ALL: 'C', ...env },
    stdio: [feed ? 'pipe' : 'ignore', 'pipe', 'pipe'],
    signal,
    killSignal: 'SIGKILL',
  })
  const output = keep(child.stdout)
  const errors = keep(child.stderr)
  const ended = once(child, 'close')
  // Whoever stops reading ends before it was fed; how it ended says why.
  child.stdin?.on('error', () => undefined)
  const fed = feed && child.stdin ? feed(child.stdin).catch(() => undefined) : undefined
  try {
    const [exitCode] = await ended
    await fed
    return {
      exitCode: typeof exitCode === 'number' ? exitCode : -1,
      output: output(),
      errors: errors(),
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new Inconclusive('tool_missing', `${command} is not installed on the worker.`)
    }
    throw error
  }
}

function keep(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = []
  let size = 0
  stream?.on('data', (chunk: Buffer) => {
    if (size < keptBytes) chunks.push(chunk)
    size += chunk.byteLength
  })
  return () => Buffer.concat(chunks).subarray(0, keptBytes).toString('utf8')
}
