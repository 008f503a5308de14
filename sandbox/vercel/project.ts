import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from '../files.ts'
import type { SampleStageAccess } from '../rest/sample-stage.ts'

const DeploymentRecord = z.strictObject({
  uid: z.string(),
  commit: z.string(),
  createdAt: z.number(),
  readySubstate: z.enum(['STAGED', 'PROMOTED']),
})
export type DeploymentRecord = z.infer<typeof DeploymentRecord>

const AliasRequest = z.strictObject({
  fromDeploymentId: z.string(),
  toDeploymentId: z.string(),
  jobStatus: z.enum(['pending', 'in-progress', 'succeeded', 'failed']),
  requestedAt: z.number(),
  type: z.enum(['promote', 'rollback']),
})

const State = z.strictObject({
  id: z.string(),
  /** What the host activated when this was last looked at. */
  seenAt: z.string().nullable(),
  currentId: z.string().nullable(),
  lastAliasRequest: AliasRequest.nullable(),
  /** Newest first. */
  deployments: z.array(DeploymentRecord),
})

export interface VercelProjectOptions {
  readonly name: string
  readonly component: string
  readonly domain: string
  readonly stage: SampleStageAccess
  /** Names of settings that the frontend has there. */
  readonly settings: readonly string[]
}

export interface VercelProject extends VercelProjectOptions {
  readonly state: z.infer<typeof State>
  /** Takes over what the host did in the meantime. */
  sync(): void
  /** Moves the domain; resolves at once, the work goes on. */
  move(uid: string, type: 'promote' | 'rollback'): void
  settled(): Promise<void>
}

/** A project whose deployments are what the host really activated of one component. */
export function openProject(folder: string, options: VercelProjectOptions): VercelProject {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${options.name}.json`)
  const state = State.parse(
    findJson(file) ?? {
      id: `prj_${randomBytes(12).toString('hex')}`,
      ...{ seenAt: null, currentId: null, lastAliasRequest: null, deployments: [] },
    },
  )
  const save = () => writeJson(file, state, 0o600)
  const { component, stage } = options
  let working: Promise<void> = Promise.resolve()
  let isWorking = false

  const readActive = () => {
    const { release, parts } = stage.report()
    return parts[component] ?? release
  }

  async function activate(deployment: DeploymentRecord, request: z.infer<typeof AliasRequest>) {
    try {
      const report = await stage.deploy({
        commit: deployment.commit,
        components: [component],
        overlap: true,
      })
      state.seenAt = report.parts[component]?.deployedAt ?? state.seenAt
      state.currentId = deployment.uid
      deployment.readySubstate = 'PROMOTED'
      request.jobStatus = 'succeeded'
    } catch {
      request.jobStatus = 'failed'
    } finally {
      isWorking = false
      save()
    }
  }

  return {
    ...options,
    state,
    sync() {
      const active = readActive()
      const request = state.lastAliasRequest
      if (!isWorking && request?.jobStatus === 'in-progress') request.jobStatus = 'failed'
      if (isWorking || !active || active.deployedAt === state.seenAt) return
      const uid = `dpl_${randomBytes(12).toString('hex')}`
      const createdAt = Date.parse(active.deployedAt)
      state.deployments.unshift({
        uid,
        commit: active.commit,
        createdAt,
        readySubstate: 'PROMOTED',
      })
      state.deployments.splice(50)
      Object.assign(state, { seenAt: active.deployedAt, currentId: uid, lastAliasRequest: null })
      save()
    },
    move(uid, type) {
      const deployment = state.deployments.find((each) => each.uid === uid)
      if (!deployment) return
      const request = {
        fromDeploymentId: state.currentId ?? '',
        toDeploymentId: uid,
        jobStatus: 'in-progress' as const,
        requestedAt: Date.now(),
        type,
      }
      state.lastAliasRequest = request
      isWorking = true
      save()
      working = activate(deployment, state.lastAliasRequest)
    },
    settled: () => working,
  }
}
