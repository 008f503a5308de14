import { randomUUID } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { findJson, writeJson } from '../files.ts'

const Part = z.strictObject({ name: z.string(), source_commit_hash: z.string() })

const DeploymentRecord = z.strictObject({
  id: z.string(),
  cause: z.string(),
  cloned_from: z.string().optional(),
  phase: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  phase_last_updated_at: z.string(),
  services: z.array(Part),
  workers: z.array(Part),
  progress: z.strictObject({ success_steps: z.int(), error_steps: z.int(), total_steps: z.int() }),
  /** Phases with their times; the log of the deployment. */
  history: z.array(z.strictObject({ at: z.string(), phase: z.string() })),
})
export type DeploymentRecord = z.infer<typeof DeploymentRecord>

const State = z.strictObject({
  appId: z.string(),
  /** What the host activated when this was last looked at. */
  seenAt: z.string().nullable(),
  pinnedId: z.string().nullable(),
  createdAt: z.string(),
  /** As it is sent back and forth. */
  spec: z.record(z.string(), z.unknown()),
  /** Newest first. */
  deployments: z.array(DeploymentRecord),
})
export type AppState = z.infer<typeof State>

export interface AppStore {
  readonly state: AppState
  save(): void
}

/** What the stand-in must remember of an app over a restart. */
export function openAppStore(folder: string, createSpec: () => Record<string, unknown>): AppStore {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'app.json')
  const state = State.parse(
    findJson(file) ?? {
      appId: randomUUID(),
      seenAt: null,
      pinnedId: null,
      createdAt: new Date().toISOString(),
      spec: createSpec(),
      deployments: [],
    },
  )
  return { state, save: () => writeJson(file, state, 0o600) }
}
