import type { FoundSetting } from '../configuration-port.ts'
import { HostingError } from '../failure.ts'
import type { HostClient } from './client.ts'
import { oddAnswer, requireOutput, toCommandFailure } from './command-failure.ts'
import { readFile, showEnvironment } from './commands.ts'
import {
  parseEnvironment,
  parseEnvironmentFile,
  parseEnvironmentFiles,
  type Settings,
} from './environment-file.ts'
import { parseProperties } from './properties.ts'
import type { HostUnit } from './target.ts'

/** Names from the environment of each unit; values are fingerprinted at once and go no further. */
export async function listUnitSettings(
  client: HostClient,
  units: readonly HostUnit[],
  fingerprint: (value: string) => string,
  signal: AbortSignal,
): Promise<readonly FoundSetting[]> {
  const found = await Promise.all(
    units.map(async ({ component, unit }) => {
      const { inline, files } = await readEnvironment(client, unit, signal)
      return [
        ...toSettings(inline, component, 'variable', fingerprint),
        ...toSettings(files, component, 'secret', fingerprint),
      ]
    }),
  )
  return found.flat()
}

async function readEnvironment(
  client: HostClient,
  unit: string,
  signal: AbortSignal,
): Promise<{ readonly inline: Settings; readonly files: Settings }> {
  const command = showEnvironment(unit)
  const result = await client.run(command, signal)
  // A unit without any environment prints empty properties or none.
  if (result.exitCode !== 0) requireOutput(client.name, command, result)
  const [properties] = parseProperties(result.output)
  const isOdd = result.output.trim() !== '' && !properties?.has('Environment')
  if (isOdd) throw oddAnswer(client.name, command)
  const names = parseEnvironmentFiles(properties?.get('EnvironmentFiles') ?? [])
  const files = await Promise.all(names.map((file) => readSettings(client, file, signal)))
  return {
    inline: parseEnvironment(properties?.get('Environment')?.[0] ?? ''),
    files: new Map(files.flatMap((settings) => [...settings])),
  }
}

async function readSettings(
  client: HostClient,
  { path, isOptional }: { readonly path: string; readonly isOptional: boolean },
  signal: AbortSignal,
): Promise<Settings> {
  const command = readFile(path)
  const result = await client.run(command, signal)
  if (result.exitCode === 0) return parseEnvironmentFile(result.output)
  const failure = toCommandFailure(client.name, command, result)
  if (isOptional && failure.failure === 'not_found') return new Map()
  if (failure.failure !== 'denied') throw failure
  throw new HostingError('denied', `${client.name} may not read ${path}.`, {
    identity: client.name,
    permission: `read ${path}`,
  })
}

function toSettings(
  settings: Settings,
  component: string,
  kind: FoundSetting['kind'],
  fingerprint: (value: string) => string,
): readonly FoundSetting[] {
  return [...settings].map(([name, value]) => ({
    name,
    component,
    kind,
    fingerprint: fingerprint(value),
    updatedAt: null,
  }))
}
