import { randomUUID } from 'node:crypto'
import type { SampleStageAccess } from '../rest/sample-stage.ts'
import { listParts } from './app-spec.ts'
import type { AppStore, DeploymentRecord } from './app-state.ts'

/** As many as the machine of a sandbox is asked to run at once. */
export const mostInstances = 4

export interface SampleApp {
  readonly store: AppStore
  readonly stage: SampleStageAccess
  /** Takes over what the host did in the meantime. */
  sync(): void
  findActive(): DeploymentRecord | null
  findInProgress(): DeploymentRecord | null
  /** Starts a deployment of this commit and answers before it is done. */
  begin(start: StartedDeployment): DeploymentRecord
  /** Resolves when no deployment is in progress. */
  settled(): Promise<void>
}

export interface StartedDeployment {
  readonly cause: string
  readonly commit: string
  readonly clonedFrom?: string
  readonly instances?: Readonly<Record<string, number>>
}

const steps = 3

/** The app of a sample stage: its deployments are what the host really activated. */
export function createSampleApp(store: AppStore, stage: SampleStageAccess): SampleApp {
  const { state } = store
  let working: Promise<void> = Promise.resolve()
  let isWorking = false

  const findInProgress = () =>
    state.deployments.find(({ phase }) => /^(PENDING_|BUILDING|DEPLOYING)/.test(phase)) ?? null
  const findActive = () => state.deployments.find(({ phase }) => phase === 'ACTIVE') ?? null

  function add(record: Omit<DeploymentRecord, 'id'>): DeploymentRecord {
    const deployment = { id: randomUUID(), ...record }
    state.deployments.unshift(deployment)
    state.deployments.splice(50)
    return deployment
  }

  function activate(deployment: DeploymentRecord) {
    for (const each of state.deployments) if (each.phase === 'ACTIVE') enter(each, 'SUPERSEDED')
    enter(deployment, 'ACTIVE')
    deployment.progress.success_steps = steps
  }

  function sync() {
    const { release, processes } = stage.report()
    // A deployment that a stop of the sandbox cut off never became active.
    const orphan = isWorking ? null : findInProgress()
    if (orphan) enter(orphan, 'ERROR')
    if (isWorking || !release || release.deployedAt === state.seenAt) return
    const parts = toParts(release.commit)
    const deployment = add({
      ...parts,
      ...blank('commit pushed by the deploy workflow', release.deployedAt),
    })
    activate(deployment)
    state.seenAt = release.deployedAt
    state.pinnedId = null
    // The workflow says how often a component runs; the spec follows.
    for (const part of listParts(state.spec)) {
      const running = processes.filter(({ component }) => component === part.name).length
      if (running > 0) state.spec = withCount(state.spec, part.name, running)
    }
    store.save()
  }

  async function work(deployment: DeploymentRecord, { commit, instances }: StartedDeployment) {
    try {
      enter(deployment, 'DEPLOYING')
      const report = await stage.deploy({ commit, instances, overlap: true })
      state.seenAt = report.release?.deployedAt ?? state.seenAt
      activate(deployment)
    } catch {
      enter(deployment, 'ERROR')
      deployment.progress.error_steps = 1
      if (state.pinnedId === deployment.id) state.pinnedId = null
    } finally {
      isWorking = false
      store.save()
    }
  }

  return {
    ...{ store, stage, sync, findActive, findInProgress },
    begin(start) {
      const deployment = add({
        ...toParts(start.commit),
        ...blank(start.cause, new Date().toISOString()),
        ...(start.clonedFrom ? { cloned_from: start.clonedFrom } : {}),
      })
      isWorking = true
      store.save()
      working = work(deployment, start)
      return deployment
    },
    settled: () => working,
  }
}

function blank(cause: string, at: string) {
  return {
    cause,
    phase: 'PENDING_DEPLOY',
    ...{ created_at: at, updated_at: at, phase_last_updated_at: at },
    progress: { success_steps: 0, error_steps: 0, total_steps: steps },
    history: [{ at, phase: 'PENDING_DEPLOY' }],
  }
}

function toParts(commit: string) {
  return {
    services: [{ name: 'api', source_commit_hash: commit }],
    workers: [{ name: 'worker', source_commit_hash: commit }],
  }
}

function enter(deployment: DeploymentRecord, phase: string) {
  const at = new Date().toISOString()
  Object.assign(deployment, { phase, updated_at: at, phase_last_updated_at: at })
  deployment.history.push({ at, phase })
}

export function withCount(spec: Record<string, unknown>, name: string, count: number) {
  const change = (parts: unknown) =>
    Array.isArray(parts)
      ? parts.map((part) => (part.name === name ? { ...part, instance_count: count } : part))
      : parts
  return { ...spec, services: change(spec.services), workers: change(spec.workers) }
}
