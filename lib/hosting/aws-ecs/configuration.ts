import type { FoundSetting } from '../configuration-port.ts'
import type { EcsTaskDefinition } from './answers.ts'
import type { EcsClient } from './client.ts'

/** Names of the environment and the secrets of every container that runs. */
export async function listSettings(
  client: EcsClient,
  fingerprint: (value: string) => string,
  signal: AbortSignal,
): Promise<FoundSetting[]> {
  const settings: FoundSetting[] = []
  for (const [component, name] of Object.entries(client.target.services)) {
    const { taskDefinition } = await client.readService(name, signal)
    const definition = await client.readTaskDefinition(taskDefinition, signal)
    settings.push(...toSettings(component, definition, fingerprint))
  }
  return settings
}

function toSettings(
  component: string,
  { containerDefinitions, registeredAt }: EcsTaskDefinition,
  fingerprint: (value: string) => string,
): FoundSetting[] {
  const updatedAt = registeredAt ?? null
  return containerDefinitions.flatMap(({ environment, secrets }) => [
    ...environment.map(({ name, value }) => ({
      ...{ name, component, kind: 'variable' as const },
      ...{ fingerprint: fingerprint(value), updatedAt },
    })),
    // The task definition knows where a secret lies, never what it is.
    ...secrets.map(({ name }) => ({
      ...{ name, component, kind: 'secret' as const },
      ...{ fingerprint: null, updatedAt: null },
    })),
  ])
}
