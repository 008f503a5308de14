import type { PlatformFact } from '../port.ts'
import type { HostClient } from './client.ts'
import { firstLine, oddAnswer, requireOutput } from './command-failure.ts'
import { readOsRelease, readSystemState } from './commands.ts'
import { orNull } from './read-units.ts'

/** The operating system, and what systemd says of the host as a whole. */
export async function readHostFacts(
  client: HostClient,
  host: string,
  signal: AbortSignal,
): Promise<readonly PlatformFact[]> {
  const [system, state] = await Promise.all([
    readSystemName(client, signal),
    orNull(readState(client, signal)),
  ])
  return [
    { name: 'engine', subject: host, value: system },
    ...(state === null ? [] : [{ name: 'state' as const, subject: host, value: state }]),
  ]
}

async function readSystemName(client: HostClient, signal: AbortSignal): Promise<string> {
  const result = await client.run(readOsRelease, signal)
  const output = requireOutput(client.name, readOsRelease, result)
  const name = /^PRETTY_NAME="?([^"\n]{1,200})"?$/m.exec(output)?.[1]
  if (!name) throw oddAnswer(client.name, readOsRelease)
  return firstLine(name)
}

/** Exits with 1 for every state but `running`: https://man7.org/linux/man-pages/man1/systemctl.1.html */
async function readState(client: HostClient, signal: AbortSignal): Promise<string> {
  const { output } = await client.run(readSystemState, signal)
  const state = firstLine(output)
  if (!/^[a-z-]{3,30}$/.test(state)) throw oddAnswer(client.name, readSystemState)
  return state
}
