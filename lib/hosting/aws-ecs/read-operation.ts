import type { OperationState, PlatformOperation } from '../rollback-port.ts'
import type { EcsClient } from './client.ts'
import { type OperationPart, parseOperationId } from './operation-parts.ts'
import { parseSetId } from './release-set.ts'
import { toOperationState } from './service-operation.ts'

interface ServiceState {
  readonly service: string
  readonly releaseId: string
  readonly part: OperationPart | null
  readonly state: OperationState
}

/** How it goes for all services together; ends only when none of them is on its way any more. */
export async function readOperation(
  client: EcsClient,
  names: readonly string[],
  operation: PlatformOperation,
  signal: AbortSignal,
): Promise<OperationState> {
  const { operationId } = operation
  const releaseIds = parseSetId(operation.releaseId, names)
  if (!releaseIds) return { state: 'not_found', operationId }
  const parts = operationId === null ? [] : parseOperationId(operationId)
  const states: ServiceState[] = []
  for (const [index, releaseId] of releaseIds.entries()) {
    const service = names[index] ?? ''
    const part = parts[index] ?? null
    const state = await readPart(client, { service, releaseId, part }, operation, signal)
    states.push({ service, releaseId, part, state })
  }
  return summarise(states, operationId)
}

async function readPart(
  client: EcsClient,
  { service, releaseId, part }: Omit<ServiceState, 'state'>,
  operation: PlatformOperation,
  signal: AbortSignal,
): Promise<OperationState> {
  if (part && part.kind !== 'started' && part.kind !== 'in_doubt') {
    return { state: 'not_found', operationId: null }
  }
  const operationId = part?.kind === 'started' ? part.deploymentId : null
  const found = await client.readService(service, signal)
  return toOperationState(found, { ...operation, releaseId, operationId })
}

function summarise(states: readonly ServiceState[], operationId: string | null): OperationState {
  const relevant = states.filter(({ part }) => part?.kind !== 'unchanged')
  const is = (word: OperationState['state']) => relevant.filter(({ state }) => state.state === word)
  if (is('running').length > 0) return { state: 'running', operationId }
  const isAsked = relevant.some(({ part }) => part !== null && part.kind !== 'in_doubt')
  if (!isAsked && is('not_found').length === relevant.length) {
    return { state: 'not_found', operationId }
  }
  if (is('succeeded').length === relevant.length) return { state: 'succeeded', operationId }
  return { state: 'failed', operationId, detail: relevant.map(toSentence).join(' ') }
}

/** Names each service, because some went back and some did not. */
function toSentence({ service, releaseId, part, state }: ServiceState): string {
  if (state.state === 'succeeded') return `${service} went back to ${releaseId}.`
  if (state.state === 'failed') return `${service} failed: ${state.detail ?? 'no reason given'}`
  if (part?.kind === 'refused') return `${service} was not changed: ${part.failure}.`
  return `${service} was not changed.`
}
