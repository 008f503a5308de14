import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from '../files.ts'

const ActiveRelease = z.strictObject({
  commit: z.string(),
  version: z.string(),
  folder: z.string(),
  deployedAt: z.string(),
})
export type ActiveRelease = z.infer<typeof ActiveRelease>

const StageState = ActiveRelease.extend({
  /** Components that run another release than the rest of the stage. */
  parts: z.record(z.string(), ActiveRelease).default({}),
  /** How often a component runs, where that is not once. */
  instances: z.record(z.string(), z.int()),
  /** Components that somebody stopped on purpose. */
  stopped: z.array(z.string()),
})
export type StageState = z.infer<typeof StageState>

const State = z.strictObject({
  stages: z.record(z.string(), StageState),
  heartbeats: z.record(z.string(), z.url()),
})

export interface HostState {
  /** Null before the first release of that stage. */
  findStage(stageKey: string): StageState | null
  saveStage(stageKey: string, state: StageState): void
  findHeartbeatUrl(stageKey: string, component: string): string | null
  saveHeartbeatUrl(stageKey: string, component: string, url: string | null): void
}

/** What must survive a restart of the sandbox, as one JSON file. */
export function openHostState(home: string): HostState {
  mkdirSync(home, { recursive: true })
  const file = join(home, 'state.json')
  const state = State.parse(findJson(file) ?? { stages: {}, heartbeats: {} })
  const save = () => writeJson(file, state, 0o600)
  return {
    findStage: (stageKey) => state.stages[stageKey] ?? null,
    saveStage(stageKey, stage) {
      state.stages[stageKey] = stage
      save()
    },
    findHeartbeatUrl: (stageKey, component) => state.heartbeats[`${stageKey}/${component}`] ?? null,
    saveHeartbeatUrl(stageKey, component, url) {
      const key = `${stageKey}/${component}`
      if (url === null) delete state.heartbeats[key]
      else state.heartbeats[key] = url
      save()
    },
  }
}
