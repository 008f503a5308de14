import type { RunRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import type { World } from '../world.ts'
import { listJobs } from './changes.ts'
import { carryJobOver } from './create-jobs.ts'

export interface RerunRequest {
  /** Who asked for it. */
  readonly login: string
  readonly jobs: 'all' | 'failed'
}

/** Keeps the ended attempt and puts a queued one in its place. */
export function openAttempt(world: World, run: RunRecord, { login, jobs }: RerunRequest): void {
  const { attempt, status, conclusion, triggeringActor, startedAt, updatedAt } = run
  const earlier = { attempt, status, conclusion, triggeringActor, startedAt, updatedAt }
  const successful = listJobs(world, run).filter((job) => job.conclusion === 'success')
  const now = toTimestamp(world.now())
  const reopened = world.store.runs.update(run.id, {
    attempt: attempt + 1,
    status: 'queued',
    conclusion: null,
    triggeringActor: login,
    startedAt: now,
    updatedAt: now,
    earlierAttempts: [...run.earlierAttempts, earlier],
  })
  if (jobs === 'all') return
  for (const job of successful) carryJobOver(world, reopened, job)
}
