import { type HostingFailure, hostingFailures } from '../failure.ts'

/**
 * What became of the call for one service: the deployment it started (null when ECS did not name it), nothing sent
 * because it ran the release already, in doubt, refused for certain, or not sent because one before it failed.
 */
export type OperationPart =
  | { readonly kind: 'started'; readonly deploymentId: string | null }
  | { readonly kind: 'unchanged' | 'in_doubt' | 'not_sent' }
  | { readonly kind: 'refused'; readonly failure: HostingFailure }

const signs = { unchanged: '=', in_doubt: '?', not_sent: '-' } as const

/** One word for each service, in their order; kept as the id of the whole operation. */
export function toOperationId(parts: readonly OperationPart[]): string {
  return parts
    .map((part) => {
      if (part.kind === 'started') return part.deploymentId ?? '+'
      return part.kind === 'refused' ? `!${part.failure}` : signs[part.kind]
    })
    .join(',')
}

export function parseOperationId(operationId: string): readonly OperationPart[] {
  return operationId.split(',').map(toPart)
}

function toPart(word: string): OperationPart {
  if (word === '+') return { kind: 'started', deploymentId: null }
  if (word === '=') return { kind: 'unchanged' }
  if (word === '?') return { kind: 'in_doubt' }
  if (word === '-') return { kind: 'not_sent' }
  if (!word.startsWith('!')) return { kind: 'started', deploymentId: word }
  const failure = hostingFailures.find((known) => known === word.slice(1))
  return { kind: 'refused', failure: failure ?? 'rejected' }
}
