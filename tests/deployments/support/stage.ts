import { setTimeout as sleep } from 'node:timers/promises'
import { getDb } from '#lib/core/db.ts'
import { isActive } from '#lib/deployments/state.ts'
import type { DeploymentState } from '#lib/deployments/vocabulary.ts'
import { createStage, type StageOptions } from '#tests/factories/catalog.ts'
import type { Lab, RepositoryPlace } from './lab.ts'
import { workflowFile } from './workflow.ts'

export interface DeployableStage {
  readonly id: string
  readonly systemId: string
  readonly path: { readonly system: string; readonly stage: string }
  readonly repository: RepositoryPlace
}

/** A stage that can be deployed from a repository of its own. */
export async function createDeployableStage(
  lab: Lab,
  options: StageOptions & {
    readonly workflow?: string
    readonly verifyWithinSeconds?: number
  } = {},
): Promise<DeployableStage> {
  const name = `app-${Math.random().toString(36).slice(2, 10)}`
  const repository = await lab.createRepository(name, options.workflow)
  const stage = await createStage({
    system: name,
    repository: { owner: repository.owner, name },
    deploy: {
      workflow: workflowFile,
      ref: 'main',
      commitInput: 'commit',
      correlationInput: 'portal_run_id',
      inputs: { stage: 'production' },
      verifyWithinSeconds: options.verifyWithinSeconds ?? 3,
    },
    ...options,
  })
  const path = { system: name, stage: stage.slug }
  return { id: stage.id, systemId: stage.systemId, path, repository }
}

const deadlineMs = 15_000

/** Waits until a deployment is in one of these states. */
export async function waitForState(id: string, ...states: readonly DeploymentState[]) {
  const end = Date.now() + deadlineMs
  for (;;) {
    const row = await getDb().deployment.findUniqueOrThrow({ where: { id } })
    if (states.some((state) => state === row.state)) return row
    if (Date.now() > end) {
      throw new Error(
        `It is ${row.state} (${row.stateReason} ${JSON.stringify(row.stateDetail)}), not ${states.join(' or ')}.`,
      )
    }
    await sleep(50)
  }
}

/** Waits until a deployment has ended, however. */
export async function waitForEnd(id: string) {
  const end = Date.now() + deadlineMs
  for (;;) {
    const row = await getDb().deployment.findUniqueOrThrow({ where: { id } })
    if (!isActive(row.state as DeploymentState)) return row
    if (Date.now() > end) throw new Error(`It is still ${row.state} (${row.stateReason}).`)
    await sleep(50)
  }
}
