import type { ConfigurationSource, FoundSetting } from '../configuration-port.ts'
import type { App } from './answers.ts'
import type { AppPlatformClient } from './client.ts'

type Env = NonNullable<App['spec']['envs']>[number]
type Fingerprint = (value: string) => string

/** Variables of the app and of its components. */
export function createConfiguration(
  client: AppPlatformClient,
  components: readonly string[],
): ConfigurationSource {
  return {
    async listSettings(fingerprint, signal) {
      const { spec } = await client.readApp(signal)
      const parts = [spec.services, spec.workers, spec.jobs, spec.static_sites]
        .flatMap((each) => each ?? [])
        .filter(({ name }) => components.includes(name))
      return [
        ...toSettings(spec.envs, null, fingerprint),
        ...parts.flatMap(({ envs, name }) => toSettings(envs, name, fingerprint)),
      ]
    },
  }
}

function toSettings(
  envs: readonly Env[] | undefined,
  component: string | null,
  fingerprint: Fingerprint,
): FoundSetting[] {
  return (envs ?? []).map((env) => ({
    name: env.key,
    component,
    kind: env.type === 'SECRET' ? 'secret' : 'variable',
    fingerprint: isReadable(env) ? fingerprint(env.value) : null,
    updatedAt: null,
  }))
}

// Secrets come back encrypted, each time anew; `${db.HOSTNAME}` stands for a value the platform fills in.
function isReadable(env: Env): env is Env & { value: string } {
  return env.type !== 'SECRET' && env.value !== undefined && !env.value.includes('${')
}
