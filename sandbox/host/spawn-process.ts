import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync } from 'node:fs'
import { toProcessEnvironment } from '../process-environment.ts'
import { openProcessLog, readLogTail } from './process-log.ts'

export interface ProcessDefinition {
  readonly component: string
  /** Counts from 1 when a component runs more than once. */
  readonly instance: number
  /** Folder of the release. */
  readonly folder: string
  /** Script inside the release. */
  readonly entry: string
  /** True when the process must report the port it listens on before it counts as started. */
  readonly listens: boolean
  readonly environment: Readonly<Record<string, string>>
  readonly logFile: string
  /** How long a start may take. */
  readonly startTimeoutMs: number
}

export interface SpawnedProcess {
  readonly pid: number
  /** Resolves to the port, null for a process that listens nowhere; rejects with StartFailure. */
  readonly ready: Promise<number | null>
  readonly exited: Promise<ExitReason>
  signal(name: NodeJS.Signals): void
}

export interface ExitReason {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** The process ended or stayed silent before it was ready; `logTail` is what it said. */
export class StartFailure extends Error {
  readonly component: string
  readonly logTail: readonly string[]

  constructor(component: string, reason: string, logTail: readonly string[]) {
    super(`${component} ${reason}`)
    this.name = 'StartFailure'
    this.component = component
    this.logTail = logTail
  }
}

/** Each sample process is tiny; small heaps let the whole sandbox fit beside the product. */
export const sampleNodeFlags = [
  '--max-old-space-size=48',
  '--max-semi-space-size=1',
  '--disable-warning=ExperimentalWarning',
] as const

/** Starts one process whose output goes to its log and whose life ends with ours. */
export function spawnProcess(definition: ProcessDefinition): SpawnedProcess {
  const log = openProcessLog(definition.logFile)
  const child = spawn(process.execPath, [...sampleNodeFlags, definition.entry], {
    cwd: definition.folder,
    env: toProcessEnvironment(definition.environment),
    // The IPC channel carries the port up, and its end tells the child that we are gone.
    stdio: ['ignore', log.descriptor, log.descriptor, 'ipc'],
  })
  closeSync(log.descriptor)
  const exited = waitForExit(child)
  const readTail = () => readLogTail(definition.logFile, 12, log.offset)
  return {
    pid: child.pid ?? 0,
    ready: waitUntilReady(child, definition, exited, readTail),
    exited,
    signal: (name) => void child.kill(name),
  }
}

function waitForExit(child: ChildProcess): Promise<ExitReason> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
    child.once('error', () => resolve({ code: null, signal: null }))
  })
}

async function waitUntilReady(
  child: ChildProcess,
  { component, listens, startTimeoutMs }: ProcessDefinition,
  exited: Promise<ExitReason>,
  readTail: () => string[],
): Promise<number | null> {
  const reported = new Promise<number | null>((resolve) => {
    child.on('message', (message) => {
      if (isReadyMessage(message, listens)) resolve(message.port ?? null)
    })
  })
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () =>
        reject(new StartFailure(component, `was not ready after ${startTimeoutMs} ms`, readTail())),
      startTimeoutMs,
    )
  })
  const ended = exited.then(({ code, signal }) => {
    throw new StartFailure(
      component,
      `ended at its start (${signal ?? `exit code ${code}`})`,
      readTail(),
    )
  })
  try {
    return await Promise.race([reported, expired, ended])
  } finally {
    clearTimeout(timer)
  }
}

function isReadyMessage(
  message: unknown,
  listens: boolean,
): message is { type: 'ready'; port?: number } {
  if (typeof message !== 'object' || message === null || !('type' in message)) return false
  if (message.type !== 'ready') return false
  return !listens || ('port' in message && typeof message.port === 'number')
}
