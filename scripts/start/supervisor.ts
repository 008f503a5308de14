import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '#scripts/lib/problem.ts'
import { signalGroup } from '#scripts/lib/spawn-node.ts'
import type { ProcessLog } from './process-log.ts'

export interface ProcessDefinition {
  readonly name: string
  readonly log: ProcessLog
  /** Starts it once; called again after an unexpected end. */
  launch(): ChildProcess | Promise<ChildProcess>
  /** Resolves when it does its work. The signal fires when it ends first. */
  waitUntilReady(child: ChildProcess, signal: AbortSignal): Promise<void>
  /** Asks it to end. */
  requestStop(child: ChildProcess): void
  /** It is killed when it has not ended by then. */
  readonly stopWithinMs: number
  /** Called after a restart that nobody asked for. */
  onRestarted?(): Promise<void>
}

interface Managed {
  readonly definition: ProcessDefinition
  child: ChildProcess | null
  ended: Promise<void>
  restartAsked: boolean
}

const shortestPauseMs = 500
const steadyAfterMs = 60_000
const longestPauseMs = 30_000

export interface SupervisorOptions {
  say(line: string): void
  /** Called whenever the set of running processes changes, with the leaders of their groups. */
  onChange(pids: readonly number[]): void
}

/** Starts processes, keeps them running, and ends them in order. */
export class Supervisor {
  readonly #options: SupervisorOptions
  readonly #managed: Managed[] = []
  #stopping = false

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  /** Starts a process and keeps it running from then on. Throws when the first start fails. */
  async start(definition: ProcessDefinition): Promise<void> {
    if (this.#stopping) return
    const one: Managed = { definition, child: null, ended: Promise.resolve(), restartAsked: false }
    this.#managed.push(one)
    await this.#launch(one)
    void this.#keepRunning(one)
  }

  /** Ends a process, which is then started again; nothing happens when it was never started. */
  async restart(name: string): Promise<void> {
    const one = this.#managed.find(({ definition }) => definition.name === name)
    if (one === undefined || this.#stopping) return
    one.restartAsked = true
    await stop(one)
  }

  /** Ends all of them, the last started first. */
  async stopAll(): Promise<void> {
    this.#stopping = true
    for (const one of this.#managed.toReversed()) await stop(one)
    this.#managed.length = 0
    this.#reportChange()
  }

  async #launch(one: Managed): Promise<void> {
    const { definition } = one
    const child = await definition.launch()
    const lastLines = definition.log.follow(child)
    const early = new AbortController()
    one.child = child
    one.ended = waitForEnd(child)
    one.ended.then(() => {
      // What it started itself must not outlive it.
      signalGroup(child.pid, 'SIGKILL')
      closeExtraStream(child)
      early.abort(new Problem(describeEarlyEnd(one, lastLines)))
    })
    if (this.#stopping) signalGroup(child.pid, 'SIGKILL')
    this.#reportChange()
    await definition.waitUntilReady(child, early.signal)
    early.signal.throwIfAborted()
  }

  async #keepRunning(one: Managed): Promise<void> {
    let pauseMs = shortestPauseMs
    let startedAt = Date.now()
    for (;;) {
      await one.ended
      if (this.#stopping) return
      if (Date.now() - startedAt > steadyAfterMs) pauseMs = shortestPauseMs
      if (!one.restartAsked) {
        this.#options.say(`${describeExit(one)} Starting it again in ${pauseMs / 1000} s.`)
        await sleep(pauseMs)
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        if (this.#stopping) return
      }
      startedAt = Date.now()
      await this.#launchAgain(one)
    }
  }

  async #launchAgain(one: Managed): Promise<void> {
    const asked = one.restartAsked
    one.restartAsked = false
    try {
      await this.#launch(one)
      if (asked) return
      this.#options.say(`${one.definition.name} is back.`)
      await one.definition.onRestarted?.()
    } catch (error) {
      if (!this.#stopping) this.#options.say(error instanceof Error ? error.message : String(error))
      await stop(one)
    }
  }

  #reportChange(): void {
    this.#options.onChange(this.#managed.flatMap(({ child }) => child?.pid ?? []))
  }
}

async function stop({ child, definition, ended }: Managed): Promise<void> {
  if (child === null || child.exitCode !== null || child.signalCode !== null) return
  definition.requestStop(child)
  const inTime = await Promise.race([
    ended.then(() => true),
    sleep(definition.stopWithinMs, false, { ref: false }),
  ])
  if (inTime) return
  signalGroup(child.pid, 'SIGKILL')
  await ended
}

async function waitForEnd(child: ChildProcess): Promise<void> {
  // A program that cannot be run at all reports an error instead of its end.
  await once(child, 'exit').catch(() => undefined)
}

function closeExtraStream(child: ChildProcess): void {
  const extra = child.stdio[3]
  if (extra && 'destroy' in extra) extra.destroy()
}

function describeExit({ definition, child }: Managed): string {
  return `${definition.name} ended by itself (${describeStatus(child)}), see ${definition.log.file}.`
}

function describeEarlyEnd({ definition, child }: Managed, lastLines: readonly string[]): string {
  const said = lastLines.slice(-8).map((line) => `\n    ${line}`)
  return `${definition.name} ended while it was starting (${describeStatus(child)}), see ${definition.log.file}.${said.join('')}`
}

function describeStatus(child: ChildProcess | null): string {
  return child?.signalCode ?? `exit code ${child?.exitCode}`
}
