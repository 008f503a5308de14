import { unprocessable } from '../http/failure.ts'
import { toSimpleCommit } from '../repositories/commit-json.ts'
import { getGitCommit } from '../repositories/commit-log.ts'
import { getGitDir } from '../repositories/registry.ts'
import type { RepositoryRecord, RunRecord, WorkflowRecord } from '../store/records.ts'
import { toTimestamp } from '../timestamp.ts'
import { type WorkflowDefinition, WorkflowError } from '../workflow/definition.ts'
import { evaluateTemplate } from '../workflow/expression.ts'
import { ExpressionError } from '../workflow/tokens.ts'
import type { World } from '../world.ts'
import { toRunContexts } from './contexts.ts'

export interface RunRequest {
  readonly workflow: WorkflowRecord
  readonly definition: WorkflowDefinition
  readonly event: 'workflow_dispatch'
  /** Full name. */
  readonly ref: string
  readonly sha: string
  readonly inputs: Readonly<Record<string, string>>
  readonly login: string
}

/** Records the run; the engine starts it. */
export async function createRun(
  world: World,
  repository: RepositoryRecord,
  request: RunRequest,
): Promise<RunRecord> {
  const { workflow, definition, event, ref, sha, inputs, login } = request
  const headCommit = toSimpleCommit(await getGitCommit(getGitDir(world, repository), sha))
  const now = toTimestamp(world.now())
  const draft: Omit<RunRecord, 'id'> = {
    repositoryId: repository.id,
    workflowId: workflow.id,
    workflowName: definition.name,
    runNumber: world.store.runs.list(({ workflowId }) => workflowId === workflow.id).length + 1,
    event,
    ref,
    headSha: sha,
    headCommit,
    displayTitle: definition.name,
    inputs,
    actor: login,
    triggeringActor: login,
    concurrencyGroup: null,
    attempt: 1,
    status: 'queued',
    conclusion: null,
    createdAt: now,
    startedAt: now,
    updatedAt: now,
    earlierAttempts: [],
    approvals: [],
  }
  const contexts = toRunContexts(world, repository, { run: { ...draft, id: null }, definition })
  const evaluateText = (template: string) => evaluateOrRefuse(template, contexts)
  return world.store.runs.insert({
    ...draft,
    displayTitle: definition.runName === null ? definition.name : evaluateText(definition.runName),
    concurrencyGroup:
      definition.concurrency === null ? null : evaluateText(definition.concurrency.group),
  })
}

function evaluateOrRefuse(template: string, contexts: ReturnType<typeof toRunContexts>) {
  try {
    return evaluateTemplate(template, { contexts })
  } catch (error) {
    if (error instanceof ExpressionError || error instanceof WorkflowError)
      throw unprocessable(error.message)
    throw error
  }
}
