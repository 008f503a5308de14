import { HostingError } from '../failure.ts'
import type { PlatformFact } from '../port.ts'
import type { ComponentRelease, ComponentState, RunningRelease } from '../release-port.ts'
import type { OperationState, RestorableRelease, RestoreValidation } from '../rollback-port.ts'
import type { App, AppSpec, ComponentHealth, Deployment, SpecPart } from './answers.ts'

/** What runs, from the app, its health, and the components the catalog counts to it. */
export function toRunningRelease(
  app: App,
  health: readonly ComponentHealth[],
  { components, observedAt }: { components: readonly string[]; observedAt: Date },
): RunningRelease {
  const active = app.active_deployment
  if (!active && !app.in_progress_deployment) {
    throw new HostingError(
      'empty_answer',
      `The app ${app.spec.name} on DigitalOcean names no deployment at all.`,
    )
  }
  const pinned = app.pinned_deployment
  return {
    observedAt,
    components: components.map((component) => toComponent(app, health, component)),
    pin: pinned ? { releaseId: pinned.id, since: pinned.created_at } : null,
    notes: [],
  }
}

function toComponent(
  app: App,
  health: readonly ComponentHealth[],
  component: string,
): ComponentRelease {
  const part = findPart(app.spec, component)
  if (!part) return toMissing(component, app.spec.name)
  const active = app.active_deployment ?? null
  const measured = health.find(({ name }) => name === component) ?? null
  const isStatic = app.spec.static_sites?.some(({ name }) => name === component) ?? false
  return {
    component,
    version: null,
    commitSha: active && findCommit(active, component),
    releaseId: active?.id ?? null,
    since: active?.updated_at ?? active?.created_at ?? null,
    instances: isStatic ? null : toInstances(part, measured),
    ...toState(app, measured, isStatic),
  }
}

function toMissing(component: string, app: string): ComponentRelease {
  return {
    ...{ component, state: 'unknown', version: null, commitSha: null, releaseId: null },
    ...{ since: null, instances: null },
    detail: `The spec of the app ${app} has no component "${component}".`,
  }
}

function toInstances(part: SpecPart, measured: ComponentHealth | null) {
  const autoscaling = part.autoscaling !== undefined && part.autoscaling !== null
  const wanted = autoscaling ? measured?.replicas_desired : (part.instance_count ?? 1)
  return {
    desired: wanted ?? null,
    running: measured ? (measured.replicas_ready ?? 0) : null,
    autoscaling,
  }
}

function toState(
  app: App,
  measured: ComponentHealth | null,
  isStatic: boolean,
): { state: ComponentState; detail: string | null } {
  const coming = app.in_progress_deployment
  if (coming) return { state: 'deploying', detail: `Deployment ${coming.id} is ${coming.phase}.` }
  const phase = app.active_deployment?.phase
  if (phase !== 'ACTIVE') return { state: 'unknown', detail: `The phase is ${phase}.` }
  if (isStatic) return { state: 'running', detail: null }
  if (!measured) return { state: 'unknown', detail: 'DigitalOcean reports no health for it.' }
  const { replicas_ready: ready = 0, replicas_desired: desired = 0, state } = measured
  const counted = `${ready} of ${desired} instances are ready.`
  if (state === 'UNHEALTHY' || ready < desired) return { state: 'degraded', detail: counted }
  if (state !== 'HEALTHY') return { state: 'unknown', detail: `Its health is ${state}.` }
  return { state: 'running', detail: null }
}

/** The part of a spec that has instances or pages; null for one it does not have. */
export function findPart(spec: AppSpec, name: string): SpecPart | null {
  const all = [spec.services, spec.workers, spec.jobs, spec.static_sites]
  return all.flatMap((each) => each ?? []).find((part) => part.name === name) ?? null
}

/** Commit a component of a deployment was built from; null for one made of an image. */
export function findCommit(deployment: Deployment, component: string | null): string | null {
  const { services, workers, jobs, static_sites: sites } = deployment
  const built = [services, workers, jobs, sites].flatMap((each) => each ?? [])
  const found = component === null ? built[0] : built.find(({ name }) => name === component)
  return found?.source_commit_hash || null
}

/** Deployments that once ran. Those that failed or were cancelled never did. */
export function toTargets(
  deployments: readonly Deployment[],
  runningId: string | null,
): RestorableRelease[] {
  return deployments
    .filter(({ id, phase }) => id !== runningId && (phase === 'SUPERSEDED' || phase === 'ACTIVE'))
    .map((deployment) => ({
      releaseId: deployment.id,
      version: null,
      commitSha: findCommit(deployment, null),
      createdAt: deployment.created_at,
    }))
}

export function toValidation(answer: {
  readonly valid: boolean
  readonly error?: { readonly code: string } | null
  readonly warnings?: readonly { readonly code: string }[] | null
}): RestoreValidation {
  const reasons = answer.error ? [answer.error.code] : []
  return {
    allowed: answer.valid && reasons.length === 0,
    reasons: answer.valid || reasons.length > 0 ? reasons : ['refused'],
    warnings: (answer.warnings ?? []).map(({ code }) => code),
  }
}

/** How the deployment that a rollback made is doing. */
export function toOperationState(deployment: Deployment): OperationState {
  const operationId = deployment.id
  const { phase, progress } = deployment
  if (phase === 'ACTIVE') return { state: 'succeeded', operationId }
  if (phase === 'ERROR' || phase === 'CANCELED') {
    return { state: 'failed', operationId, detail: `The deployment ended as ${phase}.` }
  }
  if (phase !== 'SUPERSEDED') return { state: 'running', operationId }
  // Another deployment took its place: it only counts if it had run before.
  const hadRun = progress?.total_steps && progress.success_steps === progress.total_steps
  return hadRun
    ? { state: 'succeeded', operationId }
    : { state: 'failed', operationId, detail: 'Another deployment took its place.' }
}

export function toFacts(app: App): PlatformFact[] {
  const subject = app.spec.name
  const region = app.region?.slug
  return [
    ...(region ? [{ name: 'region', subject, value: region } as const] : []),
    { name: 'state', subject, value: app.active_deployment?.phase ?? null },
    ...(app.domains ?? []).flatMap(({ spec, certificate_expires_at: expiresAt }) =>
      expiresAt
        ? [
            {
              name: 'certificate_expires_at',
              subject: spec.domain,
              value: expiresAt.toISOString(),
            } as const,
          ]
        : [],
    ),
    ...(app.spec.domains ?? []).flatMap(({ domain, minimum_tls_version: minimum }) =>
      minimum ? [{ name: 'tls_minimum', subject: domain, value: minimum } as const] : [],
    ),
  ]
}
