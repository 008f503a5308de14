import { toInertText } from '#lib/core/text.ts'
import type { FoundSetting } from '../configuration-port.ts'
import { HostingError } from '../failure.ts'
import type { PlatformFact } from '../port.ts'
import type { ComponentState, ReleaseNote, RunningRelease } from '../release-port.ts'
import type { OperationState, PlatformOperation, RestorableRelease } from '../rollback-port.ts'
import type { Certificate, Deployment, ListedDeployment, Project, VercelEnv } from './answers.ts'

// Two clocks are compared: theirs in the request for domains, ours in the operation.
const clockDifferenceMs = 10_000
const commitFields = ['githubCommitSha', 'gitlabCommitSha', 'bitbucketCommitSha']

/** The deployment that has production's domains. After a rollback that is not the newest promoted one. */
export function getProductionId(project: Project): string {
  const id = project.targets?.production?.id
  if (id) return id
  throw new HostingError(
    'empty_answer',
    `The project ${project.name} on Vercel names no deployment in production.`,
  )
}

export interface VercelState {
  readonly project: Project
  readonly current: Deployment
  /** Newest deployment on its way to production. */
  readonly coming: ListedDeployment | null
}

export function toRunningRelease(
  { project, current, coming }: VercelState,
  { components, observedAt }: { components: readonly string[]; observedAt: Date },
): RunningRelease {
  const release = {
    version: null,
    commitSha: findCommit(current.meta),
    releaseId: current.id,
    since: current.ready ?? current.createdAt ?? null,
    instances: null,
    ...toState(project, current, coming),
  }
  return {
    observedAt,
    components: components.map((component) => ({ component, ...release })),
    pin: null,
    notes: toNotes(project),
  }
}

function toState(
  project: Project,
  current: Deployment,
  coming: ListedDeployment | null,
): { state: ComponentState; detail: string | null } {
  const { readyState, readySubstate } = current
  const request = project.lastAliasRequest
  if (coming)
    return { state: 'deploying', detail: `Deployment ${coming.uid} is ${coming.readyState}.` }
  if (request && isRunning(request.jobStatus)) {
    return { state: 'deploying', detail: `The domains move to ${request.toDeploymentId}.` }
  }
  if (current.aliasError) {
    return { state: 'degraded', detail: toInertText(current.aliasError.message) }
  }
  if (readyState !== 'READY') return { state: 'unknown', detail: `Its state is ${readyState}.` }
  if (readySubstate === 'ROLLING') {
    return { state: 'deploying', detail: 'It gets traffic little by little.' }
  }
  if (readySubstate === 'PROMOTED') return { state: 'running', detail: null }
  return { state: 'unknown', detail: `It is ready and ${readySubstate ?? 'says no more'}.` }
}

function toNotes({ name, lastAliasRequest }: Project): ReleaseNote[] {
  const isRolledBack =
    lastAliasRequest?.type === 'rollback' && lastAliasRequest.jobStatus === 'succeeded'
  return isRolledBack ? [{ name: 'automatic_deploys_off', subject: name, value: true }] : []
}

function isRunning(jobStatus: string) {
  return jobStatus === 'pending' || jobStatus === 'in-progress'
}

export function findCommit(meta: Deployment['meta']): string | null {
  for (const field of commitFields) {
    const value = meta?.[field]
    if (typeof value === 'string' && /^[0-9a-f]{7,64}$/.test(value)) return value
  }
  return null
}

export function toTargets(
  deployments: readonly ListedDeployment[],
  runningId: string,
): RestorableRelease[] {
  return deployments
    .filter(({ uid, isRollbackCandidate }) => uid !== runningId && isRollbackCandidate === true)
    .map((deployment) => ({
      releaseId: deployment.uid,
      version: null,
      commitSha: findCommit(deployment.meta),
      createdAt: deployment.createdAt ?? deployment.created ?? null,
    }))
    .toSorted((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0))
}

/** What became of moving the domains, as far as the project and its aliases tell. */
export function toOperationState(
  project: Project,
  aliases: readonly { readonly alias: string; readonly status: string }[],
  { releaseId, requestedAt }: PlatformOperation,
): OperationState {
  const operationId = null
  const isThere = project.targets?.production?.id === releaseId
  const request = project.lastAliasRequest
  const isSince =
    request && request.requestedAt.getTime() >= requestedAt.getTime() - clockDifferenceMs
  // Nothing runs before it is asked for: what runs now has got there, whatever Vercel still remembers of it.
  if (!isSince) return { state: isThere ? 'succeeded' : 'not_found', operationId }
  if (request.toDeploymentId !== releaseId) {
    // Vercel remembers the newest request alone; whether ours came before it is lost.
    const detail = `The domains were asked to move to ${toInertText(request.toDeploymentId)} since.`
    return { state: 'failed', operationId, detail }
  }
  if (isRunning(request.jobStatus)) return { state: 'running', operationId }
  const failed = aliases.filter(({ status }) => status === 'failed').map(({ alias }) => alias)
  if (request.jobStatus !== 'succeeded' || failed.length > 0) {
    const which = failed.length > 0 ? `: ${toInertText(failed.join(', '))}` : ''
    return { state: 'failed', operationId, detail: `The domains did not all move${which}.` }
  }
  return { state: isThere ? 'succeeded' : 'running', operationId }
}

/** Names for production; Vercel keeps the values and gives them out encrypted. */
export function toSettings(
  envs: readonly VercelEnv[],
  components: readonly string[],
): FoundSetting[] {
  const [only] = components
  return envs
    .filter(({ target, type }) => type !== 'system' && [target ?? []].flat().includes('production'))
    .map(({ key, type, updatedAt }) => ({
      name: key,
      component: components.length === 1 && only ? only : null,
      kind: type === 'plain' ? 'variable' : 'secret',
      fingerprint: null,
      updatedAt: updatedAt ?? null,
    }))
}

export function toFacts(
  { project, current }: Pick<VercelState, 'project' | 'current'>,
  domains: readonly string[],
  certificates: readonly Certificate[],
): PlatformFact[] {
  return [
    ...(current.regions ?? []).map(
      (region) => ({ name: 'region', subject: project.name, value: region }) as const,
    ),
    { name: 'state', subject: project.name, value: current.readyState },
    ...domains.flatMap((domain) => {
      const expiresAt = findExpiry(certificates, domain)
      return expiresAt === null
        ? []
        : [{ name: 'certificate_expires_at', subject: domain, value: expiresAt } as const]
    }),
  ]
}

/** The certificate that lasts longest among those for a domain. */
function findExpiry(certificates: readonly Certificate[], domain: string): string | null {
  const wildcard = `*.${domain.split('.').slice(1).join('.')}`
  const times = certificates
    .filter(({ cns }) => cns.includes(domain) || cns.includes(wildcard))
    .map(({ expiration }) => new Date(expiration).getTime())
    .filter((time) => !Number.isNaN(time))
  return times.length === 0 ? null : new Date(Math.max(...times)).toISOString()
}
