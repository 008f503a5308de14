import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from '../../files.ts'
import { findRelease, toReleaseName } from '../releases.ts'
import { AwsFailure } from '../service.ts'
import type { AwsWorld } from '../world.ts'

const Version = z.strictObject({
  label: z.string(),
  commit: z.string(),
  version: z.string(),
  createdAt: z.string(),
})
const State = z.strictObject({ seen: z.array(Version), deleted: z.array(z.string()) })

export type StoredVersion = z.infer<typeof Version>

export interface EnvironmentEvent {
  readonly at: Date
  readonly message: string
  readonly severity: 'INFO' | 'ERROR'
  readonly requestId: string | null
  readonly label: string | null
}

export interface Environment {
  readonly name: string
  readonly stage: string
  /** Deploys this version right now. */
  updatingTo: string | null
  readonly events: EnvironmentEvent[]
}

export const application = 'whatsgonow'
export const component = 'frontend'
export const region = 'eu-central-1'

/** The environments of the application, and its versions: what was tagged, and what was seen running. */
export interface EnvironmentStore {
  readonly environments: readonly Environment[]
  /** Throws `AwsFailure` for an environment that does not exist. */
  getEnvironment(name: unknown): Environment
  listVersions(): Promise<StoredVersion[]>
  deleteVersion(label: string): Promise<void>
}

export function openEnvironmentStore(world: AwsWorld): EnvironmentStore {
  const file = join(world.folder, 'elastic-beanstalk.json')
  const state = State.parse(findJson(file) ?? { seen: [], deleted: [] })
  const environments = ['dev', 'staging', 'production']
    .filter((stage) => world.stages.findReport(application, stage) !== null)
    .map((stage): Environment => {
      return { name: `${application}-${stage}`, stage, updatingTo: null, events: [] }
    })
  const see = () => {
    for (const { stage } of environments) noteRunning(world, stage, state.seen)
    writeJson(file, state)
  }
  return {
    environments,
    getEnvironment(name) {
      const found = environments.find((each) => each.name === name)
      if (found) return found
      throw new AwsFailure(
        'InvalidParameterValue',
        `No Environment found for EnvironmentName = '${name}'.`,
      )
    },
    async listVersions() {
      see()
      const built = (await world.stages.listBuilt(application)).map((each) => ({
        ...{ label: toReleaseName(each), commit: each.commit, version: each.version },
        createdAt: each.builtAt.toISOString(),
      }))
      const tagged = new Set(built.map(({ label }) => label))
      return [...built, ...state.seen.filter(({ label }) => !tagged.has(label))]
        .filter(({ label }) => !state.deleted.includes(label))
        .toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))
    },
    async deleteVersion(label) {
      state.deleted.push(label)
      writeJson(file, state)
    },
  }
}

function noteRunning({ stages }: AwsWorld, stage: string, seen: StoredVersion[]) {
  const running = findRelease(stages.findReport(application, stage), component)
  if (!running) return
  const label = toReleaseName(running)
  if (seen.some((each) => each.label === label)) return
  const { commit, version, deployedAt: createdAt } = running
  seen.push({ label, commit, version, createdAt })
}
