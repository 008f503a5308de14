import { HostingError } from '../failure.ts'
import type { AccessCheck, AccessReport, Capability } from '../port.ts'
import type { CommandResult, HostClient } from './client.ts'
import { firstLine } from './command-failure.ts'
import {
  type Command,
  type ContainerEngine,
  canRead,
  containerEngines,
  doNothing,
  inspectContainers,
  readContainerLog,
  readDiskUse,
  readHead,
  readNewestEntry,
  readOsRelease,
  showEnvironment,
  showUnits,
} from './commands.ts'
import { parseEnvironmentFiles } from './environment-file.ts'
import { toGateScript } from './gate.ts'
import { parseProperties } from './properties.ts'
import { listContainers, listFolders, listUnits, type SingleHostTarget } from './target.ts'

/** Tries every command the other members need. Throws only when the host lets nothing be run at all. */
export async function checkHostAccess(
  client: HostClient,
  target: SingleHostTarget,
  signal: AbortSignal,
): Promise<AccessReport> {
  await client.run(doNothing, signal)
  const units = listUnits(target).map(({ unit }) => unit)
  const files = await listEnvironmentFiles(client, units, signal)
  const checks = await Promise.all([
    ...(units.length > 0
      ? [check(client, 'releases', showUnits(units), signal), checkJournal(client, units, signal)]
      : []),
    ...listContainers(target).flatMap(({ container }) => [
      checkEngine(client, 'releases', (engine) => inspectContainers(engine, [container]), signal),
      checkEngine(
        client,
        'logs',
        (engine) => readContainerLog(engine, container, { lines: 1 }),
        signal,
      ),
    ]),
    ...(target.repository ? [check(client, 'releases', readHead(target.repository), signal)] : []),
    check(client, 'releases', readDiskUse(listFolders(target)), signal),
    check(client, 'facts', readOsRelease, signal),
    ...files.map((file) => check(client, 'configuration', canRead(file), signal)),
  ])
  const text = toGateScript(target, files)
  return { identity: client.name, checks, policy: { language: 'text', text } }
}

async function check(
  client: HostClient,
  capability: Capability,
  command: Command,
  signal: AbortSignal,
): Promise<AccessCheck> {
  return toCheck(capability, command, await attempt(client, command, signal))
}

/** With Docker, and with Podman where there is no Docker. */
async function checkEngine(
  client: HostClient,
  capability: Capability,
  toCommand: (engine: ContainerEngine) => Command,
  signal: AbortSignal,
): Promise<AccessCheck> {
  const [docker, podman] = containerEngines
  const result = await attempt(client, toCommand(docker), signal)
  if (result instanceof HostingError || result.exitCode !== 127) {
    return toCheck(capability, toCommand(docker), result)
  }
  return check(client, capability, toCommand(podman), signal)
}

function toCheck(
  capability: Capability,
  command: Command,
  result: CommandResult | HostingError,
): AccessCheck {
  const permission = command.join(' ').slice(0, 300)
  if (result instanceof HostingError) {
    return { permission, capability, state: 'unknown', detail: result.message }
  }
  const detail = firstLine(result.errorText) || null
  return { permission, capability, state: result.exitCode === 0 ? 'granted' : 'denied', detail }
}

/** Somebody who may not read the journal finds it empty. */
async function checkJournal(
  client: HostClient,
  units: readonly string[],
  signal: AbortSignal,
): Promise<AccessCheck> {
  const command = readNewestEntry(units)
  const result = await attempt(client, command, signal)
  const check = toCheck('logs', command, result)
  if (result instanceof HostingError || check.state === 'denied') return check
  const isBlind = /not seeing messages|insufficient permissions/i.test(result.errorText)
  if (isBlind) return { ...check, state: 'denied' }
  return result.output.trim() === '' ? { ...check, state: 'unknown' } : check
}

async function attempt(
  client: HostClient,
  command: Command,
  signal: AbortSignal,
): Promise<CommandResult | HostingError> {
  try {
    return await client.run(command, signal)
  } catch (error) {
    if (error instanceof HostingError) return error
    throw error
  }
}

async function listEnvironmentFiles(
  client: HostClient,
  units: readonly string[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  const answers = await Promise.all(
    units.map((unit) => attempt(client, showEnvironment(unit), signal)),
  )
  const paths = answers.flatMap((answer) => {
    if (answer instanceof HostingError) return []
    const lines = parseProperties(answer.output)[0]?.get('EnvironmentFiles') ?? []
    return parseEnvironmentFiles(lines).map(({ path }) => path)
  })
  return [...new Set(paths)]
}
