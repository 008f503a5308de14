import { parseReleaseName } from '../parse-release-name.ts'
import type { ComponentRelease, ComponentState } from '../release-port.ts'
import type { HostClient } from './client.ts'
import { oddAnswer, requireOutput } from './command-failure.ts'
import { type Command, type ContainerEngine, inspectContainers } from './commands.ts'
import type { HostContainer } from './target.ts'
import { withEngine } from './with-engine.ts'

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

/** What Docker, or Podman where there is no Docker, says of each container. One that is not there is unknown. */
export async function readContainers(
  client: HostClient,
  containers: readonly HostContainer[],
  signal: AbortSignal,
): Promise<readonly ComponentRelease[]> {
  if (containers.length === 0) return []
  return withEngine((engine) => inspect(client, engine, containers, signal))
}

async function inspect(
  client: HostClient,
  engine: ContainerEngine,
  containers: readonly HostContainer[],
  signal: AbortSignal,
): Promise<readonly ComponentRelease[]> {
  const names = containers.map(({ container }) => container)
  const command = inspectContainers(engine, names)
  const result = await client.run(command, signal)
  const isPartial = result.exitCode === 1 && missing.test(result.errorText)
  const output = isPartial ? result.output : requireOutput(client.name, command, result)
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const found = new Map(lines.map((line) => toFound(line) ?? fail(client, command)))
  if ([...found.keys()].some((name) => !names.includes(name))) fail(client, command)
  if (!isPartial && found.size < new Set(names).size) fail(client, command)
  return containers.map(({ component, container }) => ({
    component,
    ...(found.get(container) ?? gone),
  }))
}

const missing = /no such (?:object|container)/i

function fail(client: HostClient, command: Command): never {
  throw oddAnswer(client.name, command)
}

type ContainerRelease = Omit<ComponentRelease, 'component'>

const gone: ContainerRelease = {
  ...{ state: 'unknown', version: null, commitSha: null, releaseId: null },
  ...{ since: null, instances: null, detail: 'the host has no such container' },
}

/** One line of the fixed format as the container's name and what it runs; null when it is not one. */
export function toFound(line: string): readonly [name: string, ContainerRelease] | null {
  const [path, status, startedAt, restarts, imageId, image, version, revision, ...more] =
    line.split('|')
  // Docker puts a slash before the name.
  const name = path?.replace(/^\//, '')
  if (!name || !status || !imageId || !image || more.length > 0) return null
  if (!/^\d+$/.test(restarts ?? '')) return null
  const state = stateOf[status] ?? 'unknown'
  const since = new Date(startedAt ?? '')
  const release: ContainerRelease = {
    state,
    ...toReleaseName(image, version, revision),
    releaseId: /@(sha256:[0-9a-f]{64})$/.exec(image)?.[1] ?? imageId,
    since: state === 'running' && !Number.isNaN(since.getTime()) ? since : null,
    instances: { desired: 1, running: state === 'running' ? 1 : 0, autoscaling: false },
    detail: state === 'running' ? null : `container is ${status}`,
  }
  return [name, release]
}

/** By the image's labels, else by its tag: https://github.com/opencontainers/image-spec/blob/main/annotations.md */
function toReleaseName(image: string, version: string | undefined, revision: string | undefined) {
  const tag = /:(\w[\w.-]{0,127})$/.exec(image.replace(/@sha256:[0-9a-f]+$/, ''))?.[1] ?? null
  const named = tag === null ? null : parseReleaseName(tag)
  return {
    version: cleanLabel(version) ?? named?.version ?? tag,
    commitSha:
      /^[0-9a-f]{7,64}$/.test(revision ?? '') && revision ? revision : (named?.commitSha ?? null),
  }
}

/** Docker prints `<no value>` for a label that is not set. */
function cleanLabel(label: string | undefined): string | null {
  return label && !label.startsWith('<') ? label : null
}
