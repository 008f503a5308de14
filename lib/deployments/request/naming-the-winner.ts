import 'server-only'
import { isLockTaken } from '../store/rerun-conflict.ts'
import { listStageBlockers } from './stage-blockers.ts'
import { throwIfBlocked } from './throw-blocked.ts'

/** Runs a write that may lose against another one on the same stage; the loser hears who won. */
export async function namingTheWinner<T>(stageId: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!isLockTaken(error)) throw error
    const blockers = await listStageBlockers(stageId)
    throwIfBlocked(blockers.filter(({ reason }) => reason === 'deployment_active'))
    throw error
  }
}
