import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHost } from '#sandbox/host/start-host.ts'
import { toStageAccess } from '#sandbox/host/to-stage-access.ts'
import { openPortBook } from '#sandbox/ports.ts'
import type { SampleStageAccess } from '#sandbox/rest/sample-stage.ts'
import { buildRepositories, toRepositoryPath } from '#sandbox/systems/build-repositories.ts'
import { sampleSystems } from '#sandbox/systems/index.ts'

export interface SampleHost {
  readonly folder: string
  readonly stage: SampleStageAccess
  /** Ends a process as a crash would. */
  kill(component: string): void
  close(): Promise<void>
}

/** Real processes of one stage of a sample system, without an edge or a GitHub around them. */
export async function startSampleHost(system: string, stage: string): Promise<SampleHost> {
  const folder = mkdtempSync(join(tmpdir(), 'leitstand-platform-'))
  const sample = sampleSystems.find(({ slug }) => slug === system)
  const described = sample?.stages.find(({ slug }) => slug === stage)
  if (!described) throw new Error(`There is no sample stage ${system}/${stage}.`)
  const repositories = join(folder, 'repositories')
  await buildRepositories(repositories)
  const definition = {
    ...{ system, stage, repository: toRepositoryPath(repositories, system) },
    settings: Object.fromEntries(
      Object.entries(described.settings).map(([name, value]) => [
        name,
        value.replace('{{database}}', '127.0.0.1:9').replace('{{databasePort}}', '9'),
      ]),
    ),
  }
  const host = await startHost({
    home: join(folder, 'host'),
    stages: [definition],
    services: new Map(),
    servers: new Map(),
    outside: { port: 0, caFile: '' },
    ports: openPortBook(folder),
  })
  const runtime = host.findStage(system, stage)
  if (!runtime) throw new Error('The host has no such stage.')
  await runtime.deploy({ commit: described.initialRelease })
  return {
    folder,
    stage: toStageAccess(runtime),
    kill: (component) => runtime.killComponent(component),
    async close() {
      await host.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
