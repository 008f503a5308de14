import { HostingError } from '../failure.ts'
import type { InstanceChange, ScalingControl } from '../scaling-port.ts'
import type { App, SpecPart } from './answers.ts'
import type { AppPlatformClient } from './client.ts'
import { withInstanceCount } from './spec-change.ts'

const bounds = { minimum: 1, maximum: 250 } as const

/** Changes how often one component runs. The API takes a whole spec only, so all of it goes back as it came. */
export function createScaling(
  client: AppPlatformClient,
  components: readonly string[],
): ScalingControl {
  return {
    components,
    bounds,
    async setInstances(change, signal) {
      requireBounds(change)
      const { app, spec } = await client.readAppWithSpec(signal)
      requireChangeable(app, change)
      const answered = await client.replaceSpec(withInstanceCount(spec, change), signal)
      if (countOf(findScalable(answered, change.component)) === change.to) return
      throw new HostingError(
        'outcome_unknown',
        `DigitalOcean took the new spec but shows another instance count for ${change.component}. Look at the app before trying again.`,
      )
    },
  }
}

function requireBounds({ to }: InstanceChange) {
  if (Number.isInteger(to) && to >= bounds.minimum && to <= bounds.maximum) return
  throw new HostingError(
    'rejected',
    `App Platform runs from ${bounds.minimum} to ${bounds.maximum} instances of a component, not ${to}.`,
    { details: bounds },
  )
}

function requireChangeable(app: App, { component, from }: InstanceChange) {
  const part = findScalable(app, component)
  if (!part) {
    throw new HostingError(
      'not_found',
      `The app ${app.spec.name} has no service or worker "${component}".`,
    )
  }
  if (part.autoscaling !== undefined && part.autoscaling !== null) {
    throw conflict(`Autoscaling decides how often ${component} runs.`, 'autoscaling')
  }
  if (app.pinned_deployment) {
    throw conflict(
      `The app is pinned to deployment ${app.pinned_deployment.id} after a rollback and takes no change until that is committed or reverted.`,
      'app_pinned',
    )
  }
  if (app.in_progress_deployment) {
    throw conflict(
      `Deployment ${app.in_progress_deployment.id} is in progress; wait until it is done.`,
      'deployment_in_progress',
    )
  }
  if (countOf(part) !== from) {
    throw conflict(`${component} runs ${countOf(part)} times by now, not ${from}.`, 'count_changed')
  }
}

function findScalable(app: App, component: string): SpecPart | null {
  const { services = [], workers = [] } = app.spec
  return [...services, ...workers].find(({ name }) => name === component) ?? null
}

function countOf(part: SpecPart | null): number | null {
  return part && (part.instance_count ?? 1)
}

function conflict(message: string, reason: string) {
  return new HostingError('conflict', message, { details: { reason } })
}
