import { HostingError } from '../failure.ts'
import type { RestoreValidation, StartedOperation } from '../rollback-port.ts'
import type { EcsClient } from './client.ts'
import { findPrimary, toReleaseId } from './mapper.ts'
import { type OperationPart, toOperationId } from './operation-parts.ts'
import { parseSetId } from './release-set.ts'
import { findRefusals } from './restore-rules.ts'

/** Asks ECS whether it would take the revision of each service; changes nothing. */
export async function validateRestore(
  client: EcsClient,
  names: readonly string[],
  setId: string,
  signal: AbortSignal,
): Promise<RestoreValidation> {
  const { reasons, warnings } = await checkAll(client, names, setId, signal)
  return { allowed: reasons.length === 0, reasons, warnings }
}

/**
 * Sends one call for each service that runs something else, one after the other, and none again. The first that fails
 * ends it: before anything was sent its failure is the answer, after that each service keeps what became of it.
 */
export async function restoreAll(
  client: EcsClient,
  names: readonly string[],
  setId: string,
  signal: AbortSignal,
): Promise<StartedOperation> {
  const { reasons, steps } = await checkAll(client, names, setId, signal)
  if (reasons.length > 0) throw refused(names, setId, reasons)
  const parts: OperationPart[] = []
  for (const step of steps) {
    const hasFailed = parts.some(({ kind }) => kind === 'refused' || kind === 'in_doubt')
    if (step.isRunning) parts.push({ kind: 'unchanged' })
    else if (hasFailed) parts.push({ kind: 'not_sent' })
    else parts.push(await send(client, step, parts, signal))
  }
  const [only] = parts
  // One service alone is known by the deployment that ECS named.
  if (parts.length === 1 && only?.kind === 'started') return { operationId: only.deploymentId }
  return { operationId: toOperationId(parts) }
}

interface Step {
  readonly service: string
  readonly releaseId: string
  readonly isRunning: boolean
}

async function send(
  client: EcsClient,
  { service, releaseId }: Step,
  before: readonly OperationPart[],
  signal: AbortSignal,
): Promise<OperationPart> {
  try {
    const changed = await client.updateService({ service, taskDefinition: releaseId }, signal)
    const primary = findPrimary(changed.deployments)
    const isOurs = primary !== null && toReleaseId(primary.taskDefinition) === releaseId
    return { kind: 'started', deploymentId: isOurs ? primary.id : null }
  } catch (error) {
    const isFirst = !before.some(({ kind }) => kind === 'started')
    if (isFirst || !(error instanceof HostingError)) throw error
    if (error.failure === 'outcome_unknown') return { kind: 'in_doubt' }
    return { kind: 'refused', failure: error.failure }
  }
}

interface Checked {
  readonly reasons: readonly string[]
  readonly warnings: readonly string[]
  readonly steps: readonly Step[]
}

async function checkAll(
  client: EcsClient,
  names: readonly string[],
  setId: string,
  signal: AbortSignal,
): Promise<Checked> {
  const releaseIds = parseSetId(setId, names)
  if (!releaseIds) return { reasons: ['release_gone'], warnings: [], steps: [] }
  const reasons = new Set<string>()
  const warnings = new Set<string>()
  const steps: Step[] = []
  for (const [index, releaseId] of releaseIds.entries()) {
    const service = names[index] ?? ''
    const found = await client.readService(service, signal)
    const definition = await findDefinition(client, releaseId, signal)
    const own = findRefusals(found, releaseId, definition)
    const isRunning = own.includes('already_running')
    for (const reason of own) if (reason !== 'already_running') reasons.add(reason)
    if (found.desiredCount === 0) warnings.add('no_instances')
    steps.push({ service, releaseId, isRunning })
  }
  if (steps.every(({ isRunning }) => isRunning)) reasons.add('already_running')
  return { reasons: [...reasons], warnings: [...warnings], steps }
}

async function findDefinition(client: EcsClient, releaseId: string, signal: AbortSignal) {
  try {
    return await client.readTaskDefinition(releaseId, signal)
  } catch (error) {
    // What ECS says of a revision that does not exist.
    if (error instanceof HostingError && error.failure === 'rejected') return null
    throw error
  }
}

function refused(names: readonly string[], setId: string, reasons: readonly string[]) {
  return new HostingError(
    'rejected',
    `ECS cannot bring ${names.map((name) => `"${name}"`).join(', ')} back to ${setId}: ${reasons.join(', ')}.`,
    { details: { reasons } },
  )
}
