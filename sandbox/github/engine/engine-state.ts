import { findDefinition } from '../actions/workflows.ts'
import type { RunRecord } from '../store/records.ts'
import type { WorkflowDefinition } from '../workflow/definition.ts'
import type { World } from '../world.ts'
import { getRunRepository } from './changes.ts'
import type { JobExecutor } from './execute-job.ts'
import type { RunQueue } from './run-queue.ts'

/** What the engine holds in memory; everything else is in the records. */
export interface EngineState {
  readonly world: World
  readonly executor: JobExecutor
  readonly queue: RunQueue
  /** Workflow files of runs under way, read once. */
  readonly definitions: Map<number, WorkflowDefinition>
  /** Runs somebody asked to cancel. */
  readonly cancelled: Set<number>
  /** Nothing starts any more. */
  isStopping: boolean
}

export async function getDefinition(
  { world, definitions }: EngineState,
  run: RunRecord,
): Promise<WorkflowDefinition> {
  const known = definitions.get(run.id)
  if (known) return known
  const path = world.store.workflows.find(run.workflowId)?.path ?? ''
  const place = { path, sha: run.headSha }
  const definition = await findDefinition(world, getRunRepository(world, run), place)
  if (!definition) throw new Error(`Run ${run.id} lost its workflow ${path}.`)
  definitions.set(run.id, definition)
  return definition
}
