import { HostingError } from '../failure.ts'
import { type RunningCommand, startCommand } from './channel.ts'
import { toCommandFailure } from './command-failure.ts'
import type { Command } from './commands.ts'
import type { Login } from './connection.ts'
import { connectionLost, timedOut } from './connection-failure.ts'
import type { ConnectionPool, Lease } from './connection-pool.ts'
import { readChunks } from './read-chunks.ts'
import { type ReadLine, readLines } from './read-lines.ts'
import { toShellLine } from './shell.ts'

export interface CommandResult {
  /** Null when a signal ended it. */
  readonly exitCode: number | null
  readonly output: string
  /** At most 4 kB. */
  readonly errorText: string
}

export interface HostClient {
  /** `user@host`. */
  readonly name: string
  /** Runs a command to its end. A failing exit code is an answer; throws `HostingError` when there is none. */
  run(command: Command, signal: AbortSignal): Promise<CommandResult>
  /** Lines as they come, until the command ends or the reader stops. Returns how it ended; null when cut off. */
  stream(
    command: Command,
    signal: AbortSignal,
  ): AsyncGenerator<ReadLine, CommandResult | null, undefined>
  /** The bytes a command prints. The stream breaks with `HostingError` unless the command ends well. */
  read(command: Command, signal: AbortSignal): ReadableStream<Uint8Array>
}

export interface HostClientOptions {
  readonly pool: ConnectionPool
  readonly login: () => Promise<Login>
  readonly name: string
  /** How long a command may take. Following lines may take for ever. */
  readonly commandTimeoutMs: number
}

const outputLimitBytes = 4 * 1024 * 1024
const lineLimitBytes = 1024 * 1024

export function createHostClient(options: HostClientOptions): HostClient {
  return {
    name: options.name,
    run: (command, signal) => run(options, command, signal),
    stream: (command, signal) => stream(options, command, signal),
    read: (command, signal) => toWebStream((end) => readAll(options, command, end), signal),
  }
}

async function run(
  options: HostClientOptions,
  command: Command,
  signal: AbortSignal,
): Promise<CommandResult> {
  const { name, commandTimeoutMs } = options
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(commandTimeoutMs)])
  const lease = await beforeEnd(leaseOf(options, 'command'), deadline, () => late(name, command))
  let running: RunningCommand | null = null
  try {
    const started = startCommand(lease.connection, toShellLine(command), name)
    running = await beforeEnd(started, deadline, () => late(name, command))
    return await beforeEnd(collect(running, command, name), deadline, () => late(name, command))
  } finally {
    running?.kill()
    // A command that hangs may go on hanging; its connection takes nothing new and ends with its last command.
    lease.release({ retire: deadline.aborted })
  }
}

async function collect(
  running: RunningCommand,
  command: Command,
  name: string,
): Promise<CommandResult> {
  const chunks: Buffer[] = []
  let size = 0
  const tooLarge = Promise.withResolvers<never>()
  running.output.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > outputLimitBytes) tooLarge.reject(answerTooLarge(name, command))
    else chunks.push(chunk)
  })
  const exit = await Promise.race([running.exit, tooLarge.promise])
  if (exit === null) throw connectionLost(name)
  const output = Buffer.concat(chunks).toString('utf8')
  return { exitCode: exit.code, output, errorText: running.errorText() }
}

async function* stream(
  options: HostClientOptions,
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<ReadLine, CommandResult | null, undefined> {
  const end = Promise.withResolvers<CommandResult | null>()
  yield* readLines(chunksOf(options, command, signal, end.resolve), lineLimitBytes)
  return end.promise
}

/** A stream whose cancelling ends what it is made of, also while that waits. */
function toWebStream(
  open: (signal: AbortSignal) => AsyncGenerator<Uint8Array, void>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  const cancelled = new AbortController()
  const chunks = open(AbortSignal.any([signal, cancelled.signal]))
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      cancelled.abort()
      await chunks.return()
    },
  })
}

async function* readAll(
  options: HostClientOptions,
  command: Command,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  let result: CommandResult | null = null
  yield* chunksOf(options, command, signal, (end) => {
    result = end
  })
  if (signal.aborted) throw late(options.name, command)
  requireSuccess(options.name, command, result)
}

function requireSuccess(name: string, command: Command, result: CommandResult | null): void {
  if (result === null) throw connectionLost(name)
  if (result.exitCode !== 0) throw toCommandFailure(name, command, result)
}

/** What a command prints, as long as it runs and somebody reads; `onEnd` is told how it ended, null when it was cut off. */
async function* chunksOf(
  options: HostClientOptions,
  command: Command,
  signal: AbortSignal,
  onEnd: (result: CommandResult | null) => void,
): AsyncGenerator<Buffer, void> {
  const { name, commandTimeoutMs } = options
  const starting = AbortSignal.any([signal, AbortSignal.timeout(commandTimeoutMs)])
  const lease = await beforeEnd(leaseOf(options, 'stream'), starting, () => late(name, command))
  let running: RunningCommand | null = null
  try {
    const started = startCommand(lease.connection, toShellLine(command), name)
    running = await beforeEnd(started, starting, () => late(name, command))
    yield* readChunks(running.output, Promise.race([running.exit, aborted(signal)]))
    const exit = signal.aborted ? null : await running.exit
    onEnd(exit && { exitCode: exit.code, output: '', errorText: running.errorText() })
  } finally {
    running?.kill()
    lease.release()
  }
}

async function leaseOf({ pool, login }: HostClientOptions, use: 'command' | 'stream') {
  return pool.lease(await login(), use)
}

/** The result, or the error when the signal comes first; a lease that arrives too late is given back. */
async function beforeEnd<T>(
  work: Promise<T>,
  signal: AbortSignal,
  toError: () => HostingError,
): Promise<T> {
  const end = Promise.withResolvers<never>()
  const onAbort = () => end.reject(toError())
  if (signal.aborted) onAbort()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([work, end.promise])
  } catch (error) {
    work.then(giveBack, () => undefined)
    throw error
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

function giveBack(late: unknown): void {
  if (isLease(late)) late.release()
  else if (isRunning(late)) late.kill()
}

const isLease = (value: unknown): value is Lease =>
  typeof value === 'object' && value !== null && 'connection' in value && 'release' in value

const isRunning = (value: unknown): value is RunningCommand =>
  typeof value === 'object' && value !== null && 'kill' in value

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => resolve(), { once: true })
  })
}

const late = (name: string, [program, ...parameters]: Command) =>
  timedOut(name, `"${[program, parameters[0]].filter(Boolean).join(' ')}"`)

function answerTooLarge(name: string, [program]: Command): HostingError {
  const megabytes = outputLimitBytes / 1024 / 1024
  return new HostingError(
    'invalid_answer',
    `"${program}" of ${name} answered more than ${megabytes} MB; reading stopped there.`,
  )
}
