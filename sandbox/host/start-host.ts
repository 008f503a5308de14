import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { writeAtomically } from '../files.ts'
import type { PortBook } from '../ports.ts'
import { createControlApi, type OutsideAccess, type Service } from './control-api.ts'
import { HostError } from './host-error.ts'
import { openHostState } from './host-state.ts'
import { endLeftovers, recordChildren } from './leftovers.ts'
import type { StageDefinition } from './process-definitions.ts'
import type { ServerControls } from './server-controls.ts'
import { createStageRuntime, type StageRuntime } from './stage-runtime.ts'

/** What a stage runs before anybody deployed to it. */
export interface InitialRelease {
  readonly system: string
  readonly stage: string
  /** Anything git resolves to a commit. */
  readonly commit: string
}

export interface HostOptions {
  /** Folder for the host's state, releases, data and logs. */
  readonly home: string
  readonly stages: readonly StageDefinition[]
  readonly ports: PortBook
  /** How long the processes of a release may take to start. Default 15 000. */
  readonly startTimeoutMs?: number
  /** What the control API switches beside processes, by `system/stage/component`. */
  readonly services: ReadonlyMap<string, Service>
  readonly outside: OutsideAccess
  /** What the control API lets misbehave, by `system/stage`. */
  readonly servers?: ServerControls
}

export interface Host {
  readonly url: string
  readonly token: string
  readonly tokenFile: string
  findStage(system: string, stage: string): StageRuntime | null
  /** Port of a running process of the component; null while there is none. */
  findPort(system: string, stage: string, component: string): number | null
  /** Brings back what ran before, or brings up the initial releases the first time. */
  resume(initialReleases: readonly InitialRelease[]): Promise<void>
  stop(): Promise<void>
}

/** Where everything of a stage lies. */
export function toStageFolder(home: string, system: string, stage: string): string {
  return join(home, 'stages', system, stage)
}

/** Runs the sample systems' processes and offers the control API that the deploy workflows call. */
export async function startHost(options: HostOptions): Promise<Host> {
  mkdirSync(options.home, { recursive: true })
  const state = openHostState(options.home)
  const childrenFile = join(options.home, 'children.json')
  endLeftovers(childrenFile)
  const stages = new Map<string, StageRuntime>()
  const recordRunning = () => recordChildren(childrenFile, listPids(stages))
  for (const definition of options.stages) {
    const runtime = createStageRuntime(definition, {
      folder: toStageFolder(options.home, definition.system, definition.stage),
      state,
      startTimeoutMs: options.startTimeoutMs ?? 15_000,
      onProcessesChange: recordRunning,
    })
    stages.set(runtime.key, runtime)
  }
  const tokenFile = join(options.home, 'token')
  const token = openToken(tokenFile)
  const server = createServer(createControlApi({ ...options, stages, token }))
  const port = await options.ports.listen('host', server)
  return {
    url: `http://127.0.0.1:${port}`,
    token,
    tokenFile,
    findStage: (system, stage) => stages.get(`${system}/${stage}`) ?? null,
    findPort: (system, stage, component) =>
      stages
        .get(`${system}/${stage}`)
        ?.report()
        .processes.find((process) => process.component === component && process.port !== null)
        ?.port ?? null,
    async resume(initialReleases) {
      await Promise.all([...stages.values()].map((stage) => bringUp(stage, initialReleases)))
    },
    async stop() {
      server.close()
      server.closeAllConnections()
      await Promise.all([...stages.values()].map((stage) => stage.stopAll()))
    },
  }
}

async function bringUp(stage: StageRuntime, initialReleases: readonly InitialRelease[]) {
  const { system, stage: slug, release } = stage.report()
  if (release) return stage.resume()
  const initial = initialReleases.find((each) => each.system === system && each.stage === slug)
  if (!initial) return
  const { exitCode, output } = await stage.migrate({ commit: initial.commit })
  if (exitCode !== 0)
    throw new HostError('start_failed', `The migration of ${stage.key} failed: ${output}`)
  await stage.deploy({ commit: initial.commit })
}

function listPids(stages: ReadonlyMap<string, StageRuntime>) {
  return [...stages.values()]
    .flatMap((stage) => stage.report().processes)
    .flatMap(({ pid }) => (pid ? [pid] : []))
}

function openToken(file: string) {
  if (!existsSync(file)) writeAtomically(file, randomBytes(24).toString('base64url'), 0o600)
  return readFileSync(file, 'utf8').trim()
}
