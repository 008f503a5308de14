import { join } from 'node:path'
import type { HostState } from './host-state.ts'
import { readManifest } from './manifest.ts'
import type { Release } from './release-folder.ts'
import type { ProcessDefinition } from './spawn-process.ts'

/** One stage of one system as the host must run it. */
export interface StageDefinition {
  readonly system: string
  readonly stage: string
  /** Bare git repository of the system. */
  readonly repository: string
  /** Variables the platform gives every process of the stage. */
  readonly settings: Readonly<Record<string, string>>
}

export interface StageSurroundings {
  readonly definition: StageDefinition
  /** `system/stage`. */
  readonly key: string
  /** Folder for releases, data and logs of this stage. */
  readonly folder: string
  readonly state: HostState
  readonly startTimeoutMs: number
}

/** Every process of a release, as often as it is to run. */
export function toProcessDefinitions(
  stage: StageSurroundings,
  release: Release,
  instances: Readonly<Record<string, number>>,
): ProcessDefinition[] {
  return readManifest(release.folder).processes.flatMap((process) =>
    Array.from({ length: instances[process.component] ?? 1 }, (_none, index) => ({
      ...process,
      instance: index + 1,
      folder: release.folder,
      environment: toEnvironment(stage, release, process.component),
      logFile: join(stage.folder, 'logs', `${process.component}.log`),
      startTimeoutMs: stage.startTimeoutMs,
    })),
  )
}

/** What a process of the stage finds in its environment; null for one that belongs to no component. */
export function toEnvironment(
  { definition, folder, key, state }: StageSurroundings,
  release: Release,
  component: string | null,
): Record<string, string> {
  const heartbeatUrl = component && state.findHeartbeatUrl(key, component)
  return {
    ...definition.settings,
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: '0',
    STAGE: definition.stage,
    DATA_DIR: join(folder, 'data'),
    RELEASE_COMMIT: release.commit,
    RELEASE_VERSION: release.version,
    ...(heartbeatUrl ? { HEARTBEAT_URL: heartbeatUrl } : {}),
  }
}
