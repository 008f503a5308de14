import { HostingError } from '../failure.ts'
import { type ContainerEngine, containerEngines } from './commands.ts'

/** Asks Docker, and Podman where there is no Docker. */
export async function withEngine<T>(ask: (engine: ContainerEngine) => Promise<T>): Promise<T> {
  const [docker, podman] = containerEngines
  try {
    return await ask(docker)
  } catch (error) {
    if (!(error instanceof HostingError && error.failure === 'unsupported')) throw error
    return ask(podman)
  }
}
