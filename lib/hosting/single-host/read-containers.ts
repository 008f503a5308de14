import { HostingError } from '../failure.ts'
import type { ComponentRelease, ComponentState } from '../release-port.ts'
import type { HostClient } from './client.ts'
import { oddAnswer, requireOutput } from './command-failure.ts'
import { containerEngines, inspectContainers } from './commands.ts'
import type { HostContainer } from './target.ts'

// https://docs.docker.com/reference/cli/docker/container/ls/#status
const stateOf: Readonly<Record<string, ComponentState>> = {
  running: 'running',
  created: 'deploying',
  initialized: 'deploying',
  restarting: 'degraded',
  paused: 'degraded',
  exited: 'stopped',
  stopped: 'stopped',
  dead: 'stopped',
  removing: 'stopped',
}

/** What Docker, or Podman where there is no Docker, says of each container. */
export async function readContainers(
  client: HostClient,
  containers: readonly HostContainer[],
  signal: AbortSignal,
): Promise<readonly ComponentRelease[]> {
  if (containers.length === 0) return []
  const names = containers.map(({ container }) => container)
  const [docker, podman] = containerEngines
  try {
    return await inspect(client, docker, names, containers, signal)
  } catch (error) {
    if (!(error instanceof HostingError && error.failure === 'unsupported')) throw error
    return inspect(client, podman, names, containers, signal)
  }
}

async function inspect(
  client: HostClient,
  engine: (typeof containerEngines)[number],
  names: readonly string[],
  containers: readonly HostContainer[],
  signal: AbortSignal,
): Promise<readonly ComponentRelease[]> {
  const command = inspectContainers(engine, names)
  const output = requireOutput(client.name, command, await client.run(command, signal))
  const lines = output.trim().split('\n')
  if (lines.length !== containers.length) throw oddAnswer(client.name, command)
  return containers.map(({ component }, index) => {
    const release = toContainerRelease(component, lines[index] ?? '')
    if (!release) throw oddAnswer(client.name, command)
    return release
  })
}

/** One line of the fixed format; null when it is not one. */
export function toContainerRelease(component: string, line: string): ComponentRelease | null {
  const [status, startedAt, restarts, imageId, image, version, revision, ...more] = line.split('|')
  if (!status || !imageId || !image || more.length > 0 || !/^\d+$/.test(restarts ?? '')) return null
  const state = stateOf[status] ?? 'unknown'
  const since = new Date(startedAt ?? '')
  return {
    component,
    state,
    version: cleanLabel(version) ?? /:([\w][\w.-]{0,127})$/.exec(image)?.[1] ?? null,
    commitSha: /^[0-9a-f]{7,64}$/.test(revision ?? '') ? (revision ?? null) : null,
    releaseId: imageId,
    since: state === 'running' && !Number.isNaN(since.getTime()) ? since : null,
    instances: { desired: 1, running: state === 'running' ? 1 : 0, autoscaling: false },
    detail: state === 'running' ? null : `container is ${status}`,
  }
}

/** Docker prints `<no value>` for a label that is not set. */
function cleanLabel(label: string | undefined): string | null {
  return label && !label.startsWith('<') ? label : null
}
