import { toWords } from '../aws/read-aws-error.ts'
import type { OperationState, PlatformOperation } from '../rollback-port.ts'
import type { EbEnvironment, EbEvent } from './answers.ts'
import type { BeanstalkClient } from './client.ts'

// Two clocks are compared: theirs in the events, ours in the request.
const clockDifferenceMs = 10_000

/** How the deployment of a version goes, by the environment itself and its events since the request. */
export async function readOperation(
  client: BeanstalkClient,
  operation: PlatformOperation,
  signal: AbortSignal,
): Promise<OperationState> {
  const since = new Date(operation.requestedAt.getTime() - clockDifferenceMs)
  const environment = await client.readEnvironment(signal)
  const events = await client.listEvents(since, signal)
  return toOperationState(environment, events, operation, since)
}

/** Not being allowed to see events looks like having none, so the environment's own dates count as well. */
export function toOperationState(
  environment: EbEnvironment,
  events: readonly EbEvent[],
  { releaseId, operationId }: PlatformOperation,
  since: Date,
): OperationState {
  const { Status, VersionLabel, DateUpdated } = environment
  const own = findOwnEvents(events, operationId)
  const hasChanged = DateUpdated !== undefined && DateUpdated >= since
  const wasStarted = operationId !== null || own.length > 0 || hasChanged
  // Whose update it is shows when it has ended.
  if (Status !== 'Ready') return { state: 'running', operationId }
  if (VersionLabel === releaseId && wasStarted) return { state: 'succeeded', operationId }
  if (!wasStarted) return { state: 'not_found', operationId }
  const failure = own.find(({ Severity }) => Severity === 'ERROR' || Severity === 'FATAL')
  const detail = toWords(failure?.Message) ?? `The environment runs ${VersionLabel ?? 'nothing'}.`
  return { state: 'failed', operationId, detail }
}

/** Events of the request where they carry its id, all of them otherwise. */
function findOwnEvents(events: readonly EbEvent[], operationId: string | null) {
  const own = events.filter(({ RequestId }) => RequestId === operationId)
  return operationId !== null && own.length > 0 ? own : events
}
