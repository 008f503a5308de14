import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createChangeQueue } from './change-queue.ts'
import { HostError } from './host-error.ts'
import type { ActiveRelease, StageState } from './host-state.ts'
import { readManifest } from './manifest.ts'
import {
  type StageDefinition,
  type StageSurroundings,
  toEnvironment,
  toProcessDefinitions,
} from './process-definitions.ts'
import { prepareRelease, pruneReleases, type Release } from './release-folder.ts'
import { runCommand } from './run-command.ts'
import { StartFailure, sampleNodeFlags } from './spawn-process.ts'
import {
  type ProcessReport,
  type SupervisedProcess,
  superviseProcess,
} from './supervised-process.ts'

export interface DeployRequest {
  readonly commit: string
  readonly directory?: string | undefined
  /** How often a component is to run; 1 unless named. */
  readonly instances?: Readonly<Record<string, number>> | undefined
  /** Keeps the old release answering until the new one is ready; a new one that fails changes nothing. */
  readonly overlap?: boolean | undefined
  /** Releases these alone; the others stay as they are. */
  readonly components?: readonly string[] | undefined
}

export interface ReportedRelease {
  readonly commit: string
  readonly version: string
  readonly deployedAt: string
}

export interface StageReport {
  readonly system: string
  readonly stage: string
  /** Null before the first release. */
  readonly release: ReportedRelease | null
  /** By component, where one runs another release than the rest. */
  readonly parts: Readonly<Record<string, ReportedRelease>>
  readonly processes: readonly ProcessReport[]
}

export interface StageRuntime {
  readonly key: string
  /** Holds its releases, data, logs and backups. */
  readonly folder: string
  report(): StageReport
  /** Folder of the release that runs; null before the first. */
  findReleaseFolder(): string | null
  /** What a process of a component finds in its environment because of the stage. */
  readonly settings: Readonly<Record<string, string>>
  /** Stops what runs, starts the release, and resolves when every process is ready. */
  deploy(request: DeployRequest): Promise<StageReport>
  /** Runs the release's migration in the stage's environment, without deploying it. */
  migrate(request: DeployRequest): Promise<{ exitCode: number; output: string }>
  /** Starts again what ran when the sandbox last stopped. */
  resume(): Promise<void>
  startComponent(component: string): Promise<void>
  stopComponent(component: string): Promise<void>
  killComponent(component: string): void
  setHeartbeatUrl(component: string, url: string | null): Promise<void>
  stopAll(): Promise<void>
}

interface StageRuntimeOptions extends Omit<StageSurroundings, 'definition' | 'key'> {
  readonly onProcessesChange: () => void
}

export function createStageRuntime(
  definition: StageDefinition,
  options: StageRuntimeOptions,
): StageRuntime {
  const key = `${definition.system}/${definition.stage}`
  const stage: Stage = { definition, key, ...options, processes: [] }
  mkdirSync(join(options.folder, 'data'), { recursive: true })
  mkdirSync(join(options.folder, 'logs'), { recursive: true })
  const inTurn = createChangeQueue()
  return {
    key,
    folder: options.folder,
    settings: definition.settings,
    report: () => toReport(stage),
    findReleaseFolder: () => options.state.findStage(key)?.folder ?? null,
    deploy: (request) => inTurn(() => deploy(stage, request)),
    migrate: (request) => inTurn(() => migrate(stage, request)),
    resume: () => inTurn(() => resume(stage)),
    startComponent: (component) =>
      inTurn(async () => {
        const processes = requireComponent(stage, component)
        setStopped(stage, component, false)
        await startAll(processes)
      }),
    stopComponent: (component) =>
      inTurn(async () => {
        const processes = requireComponent(stage, component)
        setStopped(stage, component, true)
        await stopEach(processes)
      }),
    killComponent: (component) => {
      for (const process of requireComponent(stage, component)) process.kill()
    },
    setHeartbeatUrl: (component, url) => inTurn(() => setHeartbeatUrl(stage, component, url)),
    stopAll: () => inTurn(() => stopEach(stage.processes)),
  }
}

interface Stage extends StageSurroundings {
  readonly onProcessesChange: () => void
  processes: SupervisedProcess[]
}

async function deploy(stage: Stage, request: DeployRequest): Promise<StageReport> {
  const release = await prepare(stage, request)
  const saved = stage.state.findStage(stage.key)
  const instances = { ...saved?.instances, ...request.instances }
  const isMeant = ({ definition }: SupervisedProcess) =>
    !saved || (request.components?.includes(definition.component) ?? true)
  const former = stage.processes.filter(isMeant)
  const processes = supervise(stage, release, instances).filter(isMeant)
  if (request.overlap) await startAllOrNone(processes)
  else await stopEach(former)
  stage.processes = [...stage.processes.filter((each) => !isMeant(each)), ...processes]
  const active = { ...release, deployedAt: new Date().toISOString() }
  stage.state.saveStage(stage.key, toState(saved, active, { instances, ...request }))
  await (request.overlap ? stopEach(former) : startAll(processes))
  pruneReleases(join(stage.folder, 'releases'), listFolders(stage))
  return toReport(stage)
}

function toState(
  saved: StageState | null,
  active: ActiveRelease,
  { instances, components }: Pick<DeployRequest, 'components'> & Pick<StageState, 'instances'>,
): StageState {
  if (!saved || !components) return { ...active, parts: {}, instances, stopped: [] }
  const released = Object.fromEntries(components.map((component) => [component, active]))
  return {
    ...saved,
    instances,
    parts: { ...saved.parts, ...released },
    stopped: saved.stopped.filter((component) => !components.includes(component)),
  }
}

function listFolders(stage: Stage): string[] {
  const saved = stage.state.findStage(stage.key)
  return saved ? [saved, ...Object.values(saved.parts)].map(({ folder }) => folder) : []
}

async function migrate(stage: Stage, request: DeployRequest) {
  const release = await prepare(stage, request)
  const { migration } = readManifest(release.folder)
  if (!migration) return { exitCode: 0, output: 'This release has no migration.' }
  return runCommand(process.execPath, [...sampleNodeFlags, migration], {
    folder: release.folder,
    environment: toEnvironment(stage, release, null),
  })
}

async function resume(stage: Stage) {
  const saved = stage.state.findStage(stage.key)
  if (!saved) return
  const { folder } = await layOut(stage, saved)
  const parts: Record<string, ActiveRelease> = {}
  for (const [component, part] of Object.entries(saved.parts)) {
    parts[component] = { ...part, ...(await layOut(stage, part)) }
  }
  const restored = { ...saved, folder, parts }
  stage.state.saveStage(stage.key, restored)
  stage.processes = superviseSaved(stage, restored)
  const wanted = stage.processes.filter(
    ({ definition }) => !saved.stopped.includes(definition.component),
  )
  // A release that was broken before the restart is broken after it; that must not stop the others.
  await Promise.allSettled(wanted.map((process) => process.start()))
}

/** The release as it lay there, or laid out anew. */
function layOut(stage: Stage, release: Release) {
  return existsSync(release.folder) ? release : prepare(stage, release)
}

async function setHeartbeatUrl(stage: Stage, component: string, url: string | null) {
  const affected = requireComponent(stage, component)
  const saved = stage.state.findStage(stage.key)
  if (!saved || stage.state.findHeartbeatUrl(stage.key, component) === url) return
  stage.state.saveHeartbeatUrl(stage.key, component, url)
  // Settings reach a process when it starts, as on any platform: the component is restarted with them.
  const wereRunning = affected.some((process) => process.report().status !== 'stopped')
  await stopEach(affected)
  const renewed = superviseSaved(stage, saved).filter(
    ({ definition }) => definition.component === component,
  )
  stage.processes = [...stage.processes.filter((each) => !affected.includes(each)), ...renewed]
  if (wereRunning) await startAll(renewed)
}

/** Every component in the release it runs. */
function superviseSaved(stage: Stage, saved: StageState) {
  const isPart = ({ definition }: SupervisedProcess) => definition.component in saved.parts
  const parts = Object.entries(saved.parts).flatMap(([component, part]) =>
    supervise(stage, part, saved.instances).filter(
      ({ definition }) => definition.component === component,
    ),
  )
  return [...supervise(stage, saved, saved.instances).filter((each) => !isPart(each)), ...parts]
}

function supervise(stage: Stage, release: Release, instances: Readonly<Record<string, number>>) {
  return toProcessDefinitions(stage, release, instances).map((definition) =>
    superviseProcess(definition, stage.onProcessesChange),
  )
}

async function stopEach(processes: readonly SupervisedProcess[]) {
  await Promise.all(processes.map((process) => process.stop()))
}

async function startAllOrNone(processes: readonly SupervisedProcess[]) {
  try {
    await startAll(processes)
  } catch (error) {
    await stopEach(processes)
    throw error
  }
}

async function startAll(processes: readonly SupervisedProcess[]) {
  const results = await Promise.allSettled(processes.map((process) => process.start()))
  for (const result of results) {
    if (result.status === 'rejected') throw toHostError(result.reason)
  }
}

function toHostError(error: unknown) {
  return error instanceof StartFailure
    ? new HostError('start_failed', `${error.message}.`, error.logTail)
    : error
}

function prepare(stage: Stage, request: DeployRequest) {
  return prepareRelease({
    repository: stage.definition.repository,
    commit: request.commit,
    directory: request.directory,
    releasesFolder: join(stage.folder, 'releases'),
    dataFolder: join(stage.folder, 'data'),
  })
}

function requireComponent(stage: Stage, component: string) {
  const processes = stage.processes.filter(({ definition }) => definition.component === component)
  if (processes.length === 0) {
    throw new HostError('unknown_component', `${stage.key} runs no component "${component}".`)
  }
  return processes
}

function setStopped(stage: Stage, component: string, isStopped: boolean) {
  const saved = stage.state.findStage(stage.key)
  if (!saved) return
  const others = saved.stopped.filter((name) => name !== component)
  stage.state.saveStage(stage.key, {
    ...saved,
    stopped: isStopped ? [...others, component] : others,
  })
}

function toReport(stage: Stage): StageReport {
  const saved = stage.state.findStage(stage.key)
  return {
    system: stage.definition.system,
    stage: stage.definition.stage,
    release: saved && toReported(saved),
    parts: Object.fromEntries(
      Object.entries(saved?.parts ?? {}).map(([component, part]) => [component, toReported(part)]),
    ),
    processes: stage.processes.map((process) => process.report()),
  }
}

function toReported({ commit, version, deployedAt }: ActiveRelease): ReportedRelease {
  return { commit, version, deployedAt }
}
