import 'server-only'
import { getStageSubject, type StageSubject } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getPool } from '#lib/core/db.ts'
import { AppError, conflict, invalidInput } from '#lib/core/errors.ts'
import { authorise, mutate } from '#lib/core/mutate.ts'
import { onClient } from '#lib/core/run-sql.ts'
import { HostingError } from '#lib/hosting/failure.ts'
import { hastenReadings, listSourcesWith, openStageAdapter } from '#lib/hosting/index.ts'
import type { ScalingControl } from '#lib/hosting/scaling-port.ts'
import { toAppError } from '#lib/hosting/to-app-error.ts'
import { listStageBlockers } from '../request/stage-blockers.ts'
import { throwIfBlocked } from '../request/throw-blocked.ts'
import type { ScaleComponentInput, ScalePath } from '../schemas.ts'
import { startWatching } from './watch-scaling.ts'

const timeoutMs = 25_000

/**
 * Changes how many instances of a component run, and nothing else. The platform is read anew before it is written to; a
 * count that is not the one the person saw is refused.
 */
export async function scaleComponent(
  ctx: Context,
  { component, ...path }: ScalePath,
  input: ScaleComponentInput,
): Promise<void> {
  const subject = await getStageSubject(ctx, path)
  await authorise(ctx, 'component:scale', subject)
  const control = await findControl(subject, component)
  requireWithin(control, component, input.to)
  const note = { ctx, subject, component, input }
  await recordIntent(note)
  try {
    const signal = AbortSignal.timeout(timeoutMs)
    await control.setInstances({ component, ...input }, signal)
  } catch (error) {
    await recordFailure(note, error)
    throw toAppError(error)
  } finally {
    await hastenReadings(onClient(getPool()), subject.stageId, ['release'])
  }
  await startWatching(ctx, { stageId: subject.stageId, component, to: input.to })
}

async function findControl(subject: StageSubject, component: string): Promise<ScalingControl> {
  for (const { source, components } of await listSourcesWith(subject.stageId, 'scaling')) {
    if (!components.includes(component)) continue
    try {
      const { scaling } = await openStageAdapter(subject.stageId, source)
      if (scaling?.components.includes(component)) return scaling
    } catch (error) {
      throw toAppError(error)
    }
  }
  throw conflict(
    `The number of instances of "${component}" cannot be changed from here: its platform has no control for it.`,
    { reason: 'not_scalable', details: { component } },
  )
}

function requireWithin({ bounds }: ScalingControl, component: string, to: number): void {
  const { minimum, maximum } = bounds
  if (to >= minimum && to <= maximum) return
  const message = `must be from ${minimum} to ${maximum}`
  throw invalidInput(`The number of instances of "${component}" ${message}.`, {
    reason: 'instances_out_of_bounds',
    details: { minimum, maximum },
    fields: [{ path: 'to', message }],
  })
}

interface Note {
  readonly ctx: Context
  readonly subject: StageSubject
  readonly component: string
  readonly input: ScaleComponentInput
}

function recordIntent({ ctx, subject, component, input }: Note): Promise<void> {
  return mutate(ctx, 'component:scale', subject, async (tx) => {
    const blockers = await listStageBlockers(subject.stageId, tx)
    // A deployment may be writing the same description of the stage at this moment.
    throwIfBlocked(blockers.filter(({ reason }) => reason === 'deployment_active'))
    const after = { component, instances: input.to }
    return { result: undefined, audit: toNote(subject, 'component.scale', input.from, after) }
  })
}

function recordFailure({ ctx, subject, component, input }: Note, error: unknown): Promise<void> {
  const failure =
    error instanceof HostingError || error instanceof AppError ? error.message : 'internal'
  const after = { component, instances: input.to, failure }
  return mutate(ctx, 'component:scale', subject, async () => ({
    result: undefined,
    audit: toNote(subject, 'component.scale-failed', input.from, after),
  }))
}

function toNote(subject: StageSubject, action: string, from: number, after: object) {
  return {
    action,
    entity: { kind: 'stage', id: subject.stageId },
    systemId: subject.systemId,
    stageId: subject.stageId,
    before: { instances: from },
    after,
  }
}
