import { setTimeout as wait } from 'node:timers/promises'
import { type ProcessDefinition, type SpawnedProcess, spawnProcess } from './spawn-process.ts'

export type ProcessStatus = 'starting' | 'running' | 'restarting' | 'stopped'

export interface ProcessReport {
  readonly component: string
  readonly instance: number
  readonly status: ProcessStatus
  readonly pid: number | null
  readonly port: number | null
  /** Unplanned ends since the last planned start. */
  readonly restarts: number
  /** When the process that runs was started, ISO 8601; null while none does. */
  readonly startedAt: string | null
}

export interface SupervisedProcess {
  readonly definition: ProcessDefinition
  report(): ProcessReport
  /** Resolves when ready; rejects with StartFailure, and keeps trying in the background all the same. */
  start(): Promise<void>
  /** Asks politely, then insists. The process stays down until the next start. */
  stop(): Promise<void>
  /** Ends it at once, as a crash would; it comes back after its pause. */
  kill(): void
}

const stopGraceMs = 1500
const firstPauseMs = 500
const longestPauseMs = 10_000
const settledAfterMs = 10_000

interface Life {
  child: SpawnedProcess | null
  status: ProcessStatus
  port: number | null
  restarts: number
  /** Ends in a row without having settled in between; decides the next pause. */
  failures: number
  /** Aborted by a planned stop; a restart that waits sees it. */
  wanted: AbortController | null
  launchedAt: number
}

/** Keeps one process running, with growing pauses between failures, like `Restart=on-failure` of systemd. */
export function superviseProcess(
  definition: ProcessDefinition,
  onChange: () => void,
): SupervisedProcess {
  const life: Life = {
    child: null,
    status: 'stopped',
    port: null,
    restarts: 0,
    failures: 0,
    wanted: null,
    launchedAt: 0,
  }
  return {
    definition,
    report: () => ({
      component: definition.component,
      instance: definition.instance,
      status: life.status,
      pid: life.child?.pid ?? null,
      port: life.port,
      restarts: life.restarts,
      startedAt: life.child ? new Date(life.launchedAt).toISOString() : null,
    }),
    async start() {
      if (life.wanted) return
      Object.assign(life, { restarts: 0, failures: 0 })
      life.wanted = new AbortController()
      await launch(definition, life, onChange)
    },
    stop: () => stopProcess(life, onChange),
    kill: () => life.child?.signal('SIGKILL'),
  }
}

async function launch(definition: ProcessDefinition, life: Life, onChange: () => void) {
  const child = spawnProcess(definition)
  Object.assign(life, { child, status: 'starting', port: null, launchedAt: Date.now() })
  onChange()
  void child.exited.then((reason) => {
    Object.assign(life, { child: null, port: null, status: 'stopped' })
    onChange()
    if (life.wanted && reason.code !== 0)
      void relaunch(definition, life, onChange, life.wanted.signal)
  })
  try {
    const port = await child.ready
    if (life.child === child) Object.assign(life, { status: 'running', port })
  } catch (error) {
    child.signal('SIGKILL')
    throw error
  } finally {
    onChange()
  }
}

async function relaunch(
  definition: ProcessDefinition,
  life: Life,
  onChange: () => void,
  signal: AbortSignal,
) {
  const hadSettled = Date.now() - life.launchedAt > settledAfterMs
  life.restarts += 1
  life.failures = hadSettled ? 1 : life.failures + 1
  life.status = 'restarting'
  const pauseMs = Math.min(firstPauseMs * 2 ** (life.failures - 1), longestPauseMs)
  try {
    await wait(pauseMs, undefined, { signal })
    await launch(definition, life, onChange)
  } catch {
    // A stop ended the pause, or the start failed again: its exit has scheduled the next attempt.
  }
}

async function stopProcess(life: Life, onChange: () => void) {
  life.wanted?.abort()
  life.wanted = null
  const { child } = life
  if (child) {
    child.signal('SIGTERM')
    const insist = setTimeout(() => child.signal('SIGKILL'), stopGraceMs)
    await child.exited
    clearTimeout(insist)
  }
  life.status = 'stopped'
  onChange()
}
