import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from '../../files.ts'
import { findRelease, listEarlierBuilds } from '../releases.ts'
import type { AwsWorld } from '../world.ts'

const Revision = z.strictObject({
  revision: z.int(),
  commit: z.string(),
  version: z.string(),
  registeredAt: z.string(),
  isActive: z.boolean(),
})
const State = z.record(z.string(), z.array(Revision))

export type StoredRevision = z.infer<typeof Revision>

export const system = 'easysks'
export const component = 'api'
export const serviceName = 'easysks-api'
export const region = 'eu-central-1'

/** Task definitions of each stage: one revision for each build, in the order they came. */
export interface RevisionStore {
  /** Oldest first; registers what runs when somebody deployed it by other means. Empty before the first release. */
  list(stage: string): Promise<StoredRevision[]>
  /** Takes a revision out of use. */
  deregister(stage: string, revision: number): void
}

export function toFamily(stage: string) {
  return `${serviceName}-${stage}`
}

export function openRevisionStore(world: AwsWorld): RevisionStore {
  const file = join(world.folder, 'ecs.json')
  const state = State.parse(findJson(file) ?? {})
  const save = () => writeJson(file, state)
  return {
    async list(stage) {
      const running = findRelease(world.stages.findReport(system, stage), component)
      if (!running) return []
      const known = state[stage] ?? toRevisions(await listEarlierBuilds(world, system, running))
      const isKnown = known.some(({ commit }) => commit === running.commit)
      const { commit, version, deployedAt } = running
      const build = { commit, version, registeredAt: deployedAt, isActive: true }
      const revisions = isKnown ? known : [...known, { revision: known.length + 1, ...build }]
      state[stage] = revisions
      save()
      return revisions
    },
    deregister(stage, revision) {
      state[stage] = (state[stage] ?? []).map((each) =>
        each.revision === revision ? { ...each, isActive: false } : each,
      )
      save()
    },
  }
}

function toRevisions(builds: Awaited<ReturnType<typeof listEarlierBuilds>>): StoredRevision[] {
  return builds.map(({ commit, version, builtAt }, index) => ({
    ...{ revision: index + 1, commit, version },
    ...{ registeredAt: builtAt.toISOString(), isActive: true },
  }))
}
