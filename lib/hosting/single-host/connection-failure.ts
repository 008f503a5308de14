import { OutboundError } from '#lib/core/http/outbound-failure.ts'
import { HostingError } from '../failure.ts'

/** What a failed connection means; `name` is `user@host`. */
export function toConnectionFailure(error: unknown, name: string): HostingError {
  if (error instanceof HostingError) return error
  if (error instanceof OutboundError) return fromOutbound(error, name)
  const level = levelOf(error)
  if (level === 'client-authentication') {
    return new HostingError(
      'denied',
      `The host refused ${name} with the stored SSH key. Add the key's public half to ~/.ssh/authorized_keys of that user.`,
      { identity: name, permission: 'ssh', cause: error },
    )
  }
  if (level === 'client-timeout') return timedOut(name, 'SSH handshake', error)
  if (level === 'protocol' || level === 'handshake') {
    return new HostingError(
      'invalid_answer',
      `What answers for ${name} does not complete an SSH handshake. Check host and port in the catalog.`,
      { cause: error },
    )
  }
  return connectionLost(name, error)
}

export function connectionLost(name: string, cause?: unknown): HostingError {
  return new HostingError(
    'unreachable',
    `The SSH connection of ${name} was closed. Check that the host and its sshd run.`,
    { cause },
  )
}

export function timedOut(name: string, what: string, cause?: unknown): HostingError {
  return new HostingError('timed_out', `${what} of ${name} did not end in time.`, { cause })
}

function fromOutbound(error: OutboundError, name: string): HostingError {
  const { failure } = error
  if (failure.kind === 'refused') {
    return new HostingError('not_configured', `${name} is not connected to: ${failure.message}`, {
      details: { reason: failure.reason, ...failure.params },
      cause: error,
    })
  }
  const kind = failure.reason === 'timed_out' ? 'timed_out' : 'unreachable'
  return new HostingError(kind, `No SSH connection as ${name}: ${failure.message}`, {
    cause: error,
  })
}

function levelOf(error: unknown): string {
  const level = error instanceof Error && 'level' in error ? error.level : null
  return typeof level === 'string' ? level : ''
}
