import type { ClientChannel } from 'ssh2'
import { HostingError } from '../failure.ts'
import type { Connection } from './connection.ts'
import { connectionLost } from './connection-failure.ts'

/** How a command ended; `code` is null when the host did not say, or a signal ended it. */
export interface Exit {
  readonly code: number | null
  readonly signal: string | null
}

/** A command that runs on the host. */
export interface RunningCommand {
  readonly output: ClientChannel
  /** Resolves once nothing more comes; null when the connection was lost first. */
  readonly exit: Promise<Exit | null>
  /** The first 4 kB of its error output. */
  readonly errorText: () => string
  /** Kills it, as far as the host lets it be killed, and closes the channel. */
  readonly kill: () => void
}

const errorLimitBytes = 4_096

/** Starts a command without terminal and agent. After `unreachable` it may have been started all the same. */
export function startCommand(
  connection: Connection,
  line: string,
  name: string,
): Promise<RunningCommand> {
  return new Promise((resolve, reject) => {
    const fail = (error?: unknown) => reject(toOpenFailure(error, name))
    if (!connection.isOpen()) return fail()
    void connection.closed.then(() => fail())
    try {
      connection.client.exec(line, (error, channel) => {
        if (error) fail(error)
        else resolve(toRunningCommand(connection, channel))
      })
    } catch (error) {
      fail(error)
    }
  })
}

function toRunningCommand(connection: Connection, output: ClientChannel): RunningCommand {
  let ended: Exit | null = null
  let errors = ''
  output.on('exit', (code: number | null, signal?: string) => {
    ended = { code, signal: signal ?? null }
  })
  output.on('error', () => output.destroy())
  output.stderr.setEncoding('utf8')
  output.stderr.on('data', (text: string) => {
    if (errors.length < errorLimitBytes) errors = (errors + text).slice(0, errorLimitBytes)
  })
  const closed = new Promise<void>((resolve) => output.once('close', () => resolve()))
  return {
    output,
    exit: Promise.race([closed, connection.closed]).then(() => ended),
    errorText: () => errors,
    kill() {
      try {
        output.signal('KILL')
        output.close()
      } catch {
        // The connection is gone, and the channel with it.
      }
      output.destroy()
    },
  }
}

function toOpenFailure(error: unknown, name: string): HostingError {
  const reason = error instanceof Error && 'reason' in error ? error.reason : undefined
  // OpenSSH answers sessions beyond MaxSessions with SSH_OPEN_CONNECT_FAILED (RFC 4254, section 5.1):
  // https://github.com/openssh/openssh-portable/blob/master/serverloop.c
  if (typeof reason === 'number') {
    return new HostingError(
      'throttled',
      `The host lets ${name} open no further session. Raise MaxSessions of its sshd, or wait.`,
      { retryAfterSeconds: 30, cause: error },
    )
  }
  if (error instanceof Error && /unable to exec/i.test(error.message)) {
    return new HostingError('denied', `The host does not let ${name} run commands.`, {
      identity: name,
      permission: 'exec',
      cause: error,
    })
  }
  return connectionLost(name, error)
}
