import type { RunRecord } from '../store/records.ts'
import type { World } from '../world.ts'

/** Unfinished runs of the same group, oldest first. Groups are compared without regard to case. */
export function listRivals(world: World, run: RunRecord): RunRecord[] {
  const { concurrencyGroup } = run
  if (concurrencyGroup === null) return []
  return world.store.runs.list(
    (other) =>
      other.id !== run.id &&
      other.repositoryId === run.repositoryId &&
      other.status !== 'completed' &&
      other.concurrencyGroup?.toLowerCase() === concurrencyGroup.toLowerCase(),
  )
}

/** The pending run whose turn it is now that this one ended; null when it must wait or there is none. */
export function findSuccessor(world: World, ended: RunRecord): RunRecord | null {
  const rivals = listRivals(world, ended)
  if (rivals.some(({ status }) => status !== 'pending')) return null
  return rivals[0] ?? null
}
