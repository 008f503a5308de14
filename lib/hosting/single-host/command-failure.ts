import { toInertText } from '#lib/core/text.ts'
import { HostingError } from '../failure.ts'
import type { CommandResult } from './client.ts'
import type { Command } from './commands.ts'

const denied =
  /permission denied|not permitted|dubious ownership|a password is required|may not run/i
const missing = /no such file|not a git repository|not found|no such object|no such container/i

/** What a command that failed says about the host. The first line of its error output is shown, made inert. */
export function toCommandFailure(
  name: string,
  [program]: Command,
  { exitCode, errorText }: Pick<CommandResult, 'exitCode' | 'errorText'>,
): HostingError {
  const reason = firstLine(errorText)
  const said = reason ? `: ${reason}` : '.'
  const details = { program, exitCode, reason }
  if (exitCode === 126 || denied.test(reason)) {
    return new HostingError('denied', `The host does not let ${name} use "${program}"${said}`, {
      identity: name,
      permission: program,
      details,
    })
  }
  if (exitCode === 127) {
    return new HostingError('unsupported', `The host of ${name} has no "${program}"${said}`, {
      details,
    })
  }
  const kind = missing.test(reason) ? 'not_found' : 'rejected'
  return new HostingError(kind, `"${program}" of ${name} failed with ${exitCode}${said}`, {
    details,
  })
}

/** The output of a command that must succeed. Nothing at all is no answer either. */
export function requireOutput(name: string, command: Command, result: CommandResult): string {
  if (result.exitCode !== 0) throw toCommandFailure(name, command, result)
  if (result.output.trim() === '') {
    throw new HostingError('empty_answer', `"${command[0]}" of ${name} answered nothing.`)
  }
  return result.output
}

export function oddAnswer(name: string, [program]: Command): HostingError {
  return new HostingError('invalid_answer', `"${program}" of ${name} answered something else.`)
}

export function firstLine(text: string): string {
  return toInertText(text).trim().split('\n')[0]?.slice(0, 300) ?? ''
}
