import { HostingError } from '../failure.ts'
import type { RestoreValidation, RollbackControl } from '../rollback-port.ts'
import type { VercelClient } from './client.ts'
import { getProductionId, toOperationState, toTargets } from './mapper.ts'

/** Moves production's domains to a deployment that still exists; nothing is built. */
export function createRollback(
  client: VercelClient,
  components: readonly string[],
): RollbackControl {
  return {
    mechanism: 'vercel-promotion',
    doesNotRevert: ['database', 'configuration', 'cron', 'cache', 'other_components'],
    components,
    async listTargets(signal) {
      const project = await client.readProject(signal)
      const deployments = await listCandidates(client, project.id, signal)
      return toTargets(deployments, getProductionId(project))
    },
    validate: (releaseId, signal) => validate(client, releaseId, signal),
    async restore(releaseId, _operationKey, signal) {
      const project = await client.readProject(signal)
      const runningId = getProductionId(project)
      if (runningId === releaseId) {
        throw new HostingError('conflict', `Deployment ${releaseId} already runs.`, {
          details: { reason: 'already_running' },
        })
      }
      const isForward = await isNewer(client, { releaseId, runningId }, signal)
      // Going forward again ends what a rollback began: new deployments get the domains by themselves.
      if (isForward) await client.promote(project.id, releaseId, signal)
      else await client.rollBack(project.id, releaseId, signal)
      return { operationId: null }
    },
    async readOperation(operation, signal) {
      const project = await client.readProject(signal)
      const aliases = await client.listPromotionAliases(project.id, signal)
      return toOperationState(project, aliases, operation)
    },
  }
}

function listCandidates(client: VercelClient, projectId: string, signal: AbortSignal) {
  return client.listProductionDeployments(
    projectId,
    { state: 'READY', rollbackCandidate: true },
    signal,
  )
}

/** Vercel has no call that only asks, so what it would check is looked up. */
async function validate(
  client: VercelClient,
  releaseId: string,
  signal: AbortSignal,
): Promise<RestoreValidation> {
  const project = await client.readProject(signal)
  const candidates = await listCandidates(client, project.id, signal)
  const found = candidates.find(({ uid }) => uid === releaseId)
  const reasons = [
    ...(getProductionId(project) === releaseId ? ['already_running'] : []),
    ...(found?.isRollbackCandidate ? [] : ['not_a_rollback_candidate']),
    ...(isMoving(project.lastAliasRequest?.jobStatus) ? ['promotion_in_progress'] : []),
  ]
  return { allowed: reasons.length === 0, reasons, warnings: [] }
}

function isMoving(jobStatus: string | undefined) {
  return jobStatus === 'pending' || jobStatus === 'in-progress'
}

async function isNewer(
  client: VercelClient,
  { releaseId, runningId }: { readonly releaseId: string; readonly runningId: string },
  signal: AbortSignal,
) {
  const [wanted, running] = await Promise.all([
    client.readDeployment(releaseId, signal),
    client.readDeployment(runningId, signal),
  ])
  return (wanted.createdAt?.getTime() ?? 0) > (running.createdAt?.getTime() ?? 0)
}
